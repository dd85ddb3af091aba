/// How much a finding matters, from `info` to `critical`.
package enum Severity: String, Sendable, CaseIterable, Comparable, Decodable {
  case critical, high, medium, low, info

  /// 0 for the most severe.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// "Greater" is more severe.
  package static func < (left: Severity, right: Severity) -> Bool { left.rank > right.rank }
}

/// What kind of weakness a rule is about.
package enum Category: String, Sendable, CaseIterable, Decodable {
  case stale
  case neverUsed = "never-used"
  case overScoped = "over-scoped"
  case expiry, rotation, ownership, change
}
