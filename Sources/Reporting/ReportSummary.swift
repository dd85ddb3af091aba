/// A name and how many findings bear it.
package struct ReportCount: Sendable, Equatable {
  package var name: String
  package var count: Int

  package init(_ name: String, _ count: Int) {
    self.name = name
    self.count = count
  }
}

/// The totals of a report. Counts of findings are of those that stand (open or reopened).
package struct ReportSummary: Sendable, Equatable {
  package var keys: Int
  package var serviceAccounts: Int
  package var folders: Int
  package var findings: Int
  package var byRule: [ReportCount]
  package var bySeverity: [ReportCount]
  package var byCategory: [ReportCount]
  package var new: Int
  package var fixed: Int
  package var suppressed: Int

  /// Counts the findings; every rule, its category and all five severities are named, with zeros.
  package init(
    keys: Int, serviceAccounts: Int, folders: Int, findings all: [ReportFinding], rules: [ReportRule]
  ) {
    self.keys = keys
    self.serviceAccounts = serviceAccounts
    self.folders = folders
    let standing = all.filter(\.stands)
    findings = standing.count
    byRule = Self.count(standing.map(\.rule), naming: rules.map(\.id))
    bySeverity = Self.count(
      standing.map(\.severity.rawValue), naming: ReportSeverity.allCases.map(\.rawValue))
    byCategory = Self.count(standing.map(\.category), naming: rules.map(\.category))
    new = standing.count { $0.isNew }
    fixed = all.count { $0.status == .fixed }
    suppressed = all.count { $0.status == .suppressed }
  }

  private static func count(_ values: [String], naming names: [String]) -> [ReportCount] {
    var counts: [String: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    var seen: Set<String> = []
    let rest = counts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (names + rest).filter { seen.insert($0).inserted }
      .map { ReportCount($0, counts[$0] ?? 0) }
  }
}
