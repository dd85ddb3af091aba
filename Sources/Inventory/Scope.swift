/// What an API key may be used for, such as `yc.postbox.send`; it limits the key in addition to its
/// account's roles. The list grows: an unknown scope passes through.
package struct Scope: Sendable, Hashable, Comparable {
  package let name: String

  package init(_ name: String) { self.name = name }

  package static func < (left: Scope, right: Scope) -> Bool {
    // Bytes, not the locale's or Unicode's collation: the order is part of the ledger's hash.
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
