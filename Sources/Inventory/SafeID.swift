/// Which ids may be put into a command that a person will paste: the cloud's own have no other characters.
package enum SafeID {
  /// The id is 1 to 64 of A-Z, a-z, 0-9, `_` and `-`.
  package static func fits(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 || $0 == 45
      }
  }
}
