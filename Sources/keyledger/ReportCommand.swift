import ArgumentParser
import Audit
import Foundation
import Ledger
import Reporting

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Judge the ledger and write reports.",
    discussion: """
      Examples:
        keyledger report -o review.md -o keys.json
        keyledger report --format csv --as-of 2026-03-01
        keyledger report --fail-on high
      """)

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var policy: PolicyOption

  @Option(help: "To standard output: markdown, html, csv, json, ndjson, sarif, openmetrics or ics.")
  var format: ReportFormat?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write a file, its format told by its extension (.md .html .csv .json .ndjson .sarif .prom .ics); repeatable.",
      valueName: "file"))
  var output: [String] = []
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("latest, previous, a snapshot's number, a date or an instant.", valueName: "moment"))
  var asOf = "latest"
  @Option(name: .customLong("rules"), help: ArgumentHelp("A folder of your own rules.", valueName: "dir"))
  var rules: String?
  @Option(
    name: .customLong("new-since"),
    help: ArgumentHelp("Tell what is new and fixed since this moment.", valueName: "moment"))
  var newSince: String?
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Exit with 2 when there is a finding of this severity or above.", valueName: "severity"))
  var failOn: Severity?
  @Flag(name: .customLong("fail-on-gaps"), help: "Exit with 3 when a gap is not accepted by the policy.")
  var failOnGaps = false

  func validate() throws {
    for path in output where Self.format(of: path) == nil {
      throw ValidationError(
        "\(path): the extension tells no format; there are .md .html .csv .json .ndjson .sarif .prom .ics")
    }
  }

  private static func format(of path: String) -> ReportFormat? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return ReportFormat(fileExtension: String(name[name.index(after: dot)...]))
  }

  func run() throws {
    let policy = try policy.load(besideLedger: ledger.path)
    let auditor = try Auditor(
      ledger: try ledger.open(), policy: policy,
      customRules: try rules.map { try RuleCatalogue.folder($0) } ?? [])
    let result = try auditor.run(
      at: try Moment(asOf), newSince: try newSince.map { try Moment($0) })
    let document = ReportDocument(result)
    let keys = KeySource(result.reportKeys)

    var failure: (any Error)?
    for path in output {
      do {
        try OutputFile.write(path) { sink in
          try ReportRenderer.write(document, keys: keys, as: Self.format(of: path) ?? .markdown, to: sink)
        }
      } catch {
        // What could be written is written all the same.
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    if output.isEmpty || format != nil {
      try ReportRenderer.write(document, keys: keys, as: format ?? .markdown) { try Terminal.put($0) }
    }
    try judge(result, policy)
  }

  private func judge(_ result: AuditResult, _ policy: Policy) throws {
    if let failOn {
      let grave = result.findings.filter {
        ($0.status == .open || $0.status == .reopened) && $0.severity >= failOn
      }
      if !grave.isEmpty {
        throw Failure(.findings, "\(grave.count.of("finding")) of severity \(failOn.rawValue) or above.")
      }
    }
    if failOnGaps {
      let gaps = result.gaps.map(\.gap).filter { !policy.accepts($0, at: result.snapshot.startedAt) }
      if !gaps.isEmpty { throw Failure(.gaps, SnapshotLine.gaps(gaps)) }
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
