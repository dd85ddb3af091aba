import Inventory

/// How much a finding matters, gravest first.
package enum ReportSeverity: String, Sendable, CaseIterable {
  case critical, high, medium, low, info

  /// 0 for critical to 4 for info.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One rule's word on one key.
package struct ReportFinding: Sendable, Equatable {
  /// Whether the finding stands today.
  package enum Status: String, Sendable, CaseIterable {
    case open, suppressed, fixed, reopened
  }

  /// `rule:key_id`, and nothing else.
  package var id: String { rule + ":" + keyID }
  package var rule: String
  package var title: String
  package var category: String
  package var severity: ReportSeverity
  package var keyID: String
  /// A sentence with numbers and dates.
  package var evidence: String
  /// The command or the advice that mends it.
  package var fix: String
  package var status: Status
  package var firstFoundAt: Timestamp?
  package var lastFoundAt: Timestamp?
  /// It was not there at the moment that this report is compared with.
  package var isNew: Bool
  /// Why it is suppressed, from the policy.
  package var reason: String?
  /// The last day of the suppression, as the policy writes it.
  package var until: String?

  package init(
    rule: String, title: String, category: String, severity: ReportSeverity, keyID: String,
    evidence: String, fix: String = "", status: Status = .open, firstFoundAt: Timestamp? = nil,
    lastFoundAt: Timestamp? = nil, isNew: Bool = false, reason: String? = nil, until: String? = nil
  ) {
    self.rule = rule
    self.title = title
    self.category = category
    self.severity = severity
    self.keyID = keyID
    self.evidence = evidence
    self.fix = fix
    self.status = status
    self.firstFoundAt = firstFoundAt
    self.lastFoundAt = lastFoundAt
    self.isNew = isNew
    self.reason = reason
    self.until = until
  }

  /// It asks for action: open or reopened.
  package var stands: Bool { status == .open || status == .reopened }

  static func precedes(_ left: Self, _ right: Self) -> Bool {
    if left.severity != right.severity { return left.severity.rank < right.severity.rank }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

/// A rule as a report explains it.
package struct ReportRule: Sendable, Equatable {
  package var id: String
  package var title: String
  package var category: String
  package var severity: ReportSeverity
  package var why: String
  /// The parameters as they were used: name and value, in the order of the rule's file.
  package var thresholds: [ReportThreshold]
  /// Framework, version and id in one text each.
  package var references: [String]

  package init(
    id: String, title: String, category: String, severity: ReportSeverity, why: String = "",
    thresholds: [ReportThreshold] = [], references: [String] = []
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.severity = severity
    self.why = why
    self.thresholds = thresholds
    self.references = references
  }
}

/// A rule's parameter and the value that it had in this report.
package struct ReportThreshold: Sendable, Equatable {
  package var name: String
  package var value: String
  /// The value is a number, and is printed as one in JSON.
  var number: Double? { Double(value).flatMap { $0.isFinite ? $0 : nil } }

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
