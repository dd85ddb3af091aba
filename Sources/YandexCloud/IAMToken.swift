/// A bearer token (or another secret text) that never prints itself.
package struct IAMToken: Sendable, Equatable {
  let value: String

  /// Takes the secret, without the white space that files and pastes leave around it.
  package init(_ value: String) {
    let kept = value.drop { $0.isWhitespace }
    self.value = String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// What kind of secret YC_TOKEN holds.
  package enum Kind: Sendable { case iam, oauth, unknown }

  /// An IAM token starts `t1.` and has two dots; an OAuth token starts `y0_` to `y6_`.
  package var kind: Kind {
    if value.hasPrefix("t1."), value.filter({ $0 == "." }).count == 2 { return .iam }
    return value.prefixMatch(of: /y[0-6]_/) == nil ? .unknown : .oauth
  }

  /// Whether it may stand in a header: not empty, and only visible ASCII.
  package var isUsable: Bool { !value.isEmpty && value.utf8.allSatisfy { (33...126).contains($0) } }
}

extension IAMToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
