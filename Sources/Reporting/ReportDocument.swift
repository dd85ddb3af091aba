import Inventory

/// Everything a report says but its keys: pure values, the same for every format.
///
/// Keys come beside it as a `KeySource`, so that a report of any size can stream.
package struct ReportDocument: Sendable, Equatable {
  /// MAJOR.MINOR of the JSON contract; fields are only added in a MINOR.
  package static let schemaVersion = "1.0"
  /// What every report says of its own limits.
  package static let covers =
    "API keys only: static access keys, authorized keys and federated credentials are not covered."

  /// The snapshot's instant, and the clock by which everything is judged.
  package var asOf: Timestamp
  package var snapshot: ReportSnapshot
  package var coverage: ReportCoverage
  package var summary: ReportSummary
  package var rules: [ReportRule]
  /// In any order: the renderers sort by severity and then by id.
  package var findings: [ReportFinding]

  package init(
    asOf: Timestamp, snapshot: ReportSnapshot, coverage: ReportCoverage, summary: ReportSummary,
    rules: [ReportRule] = [], findings: [ReportFinding] = []
  ) {
    self.asOf = asOf
    self.snapshot = snapshot
    self.coverage = coverage
    self.summary = summary
    self.rules = rules
    self.findings = findings.sorted(by: ReportFinding.precedes)
  }
}

/// The keys of a report, read from the start each time they are asked for.
package struct KeySource: Sendable {
  private let visit: @Sendable (_ body: (ReportKey) throws -> Void) throws -> Void

  /// Calls the closure for every pass; it must give the same keys in the same order each time.
  package init(_ visit: @escaping @Sendable (_ body: (ReportKey) throws -> Void) throws -> Void) {
    self.visit = visit
  }

  /// Keys that are already in memory.
  package init(_ keys: [ReportKey]) {
    self.init { body in for key in keys { try body(key) } }
  }

  package func each(_ body: (ReportKey) throws -> Void) throws { try visit(body) }
}
