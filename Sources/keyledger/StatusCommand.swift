import ArgumentParser
import Audit
import Foundation
import Inventory
import Ledger

struct StatusCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The newest snapshot, its coverage and counts.",
    discussion: """
      Examples:
        keyledger status
        keyledger status --max-age 8d --quiet || echo "keyledger's cron went silent"
      """)

  @OptionGroup var ledger: LedgerOption
  @Option(
    name: .customLong("max-age"),
    help: ArgumentHelp("Exit with 1 when the newest snapshot is older: 8d, 36h, 90m.", valueName: "age"))
  var maxAge: Age?
  @Option(help: "table or json.") var format = Format.table
  @Flag(help: "Print nothing; the exit code tells.") var quiet = false

  func run() throws {
    let now = try Clock.now().instant
    let opened = try ledger.open()
    let snapshot = try opened.snapshot(at: .latest)
    let summary = try opened.summary(of: snapshot)
    let age = Double(now.nanoseconds) - Double(snapshot.startedAt.nanoseconds)
    let overdue = maxAge.map { age > $0.nanoseconds } ?? false
    if !quiet {
      switch format {
      case .json:
        try Terminal.put(
          JSONText.render([
            "snapshot": [
              "number": snapshot.number, "started_at": snapshot.startedAt.text,
              "finished_at": snapshot.finishedAt.text, "forced_clock": snapshot.forcedClock,
              "hash": snapshot.hash, "tool_version": snapshot.toolVersion,
            ] as [String: Any],
            "age_days": age / 86400e9, "overdue": overdue, "keys": summary.keys,
            "gaps": summary.gaps.count, "whole_cloud": snapshot.scope.isEverything,
          ]))
      case .table:
        let lines = [
          "ledger    \(ledger.path)", "snapshot  \(snapshot.number), \(snapshot.startedAt.text)",
          "age       " + String(format: "%.1f days", age / 86400e9),
          "scope     " + (snapshot.scope.isEverything ? "everything" : "a selection"),
          "keys      \(summary.keys.grouped)", "gaps      \(summary.gaps.count.grouped)",
          "head      \(snapshot.hash)",
        ]
        try Terminal.put(lines.joined(separator: "\n") + "\n")
      }
    }
    if overdue {
      throw Failure(
        .no,
        quiet
          ? ""
          : "the newest snapshot is of \(snapshot.startedAt.text), older than \(maxAge?.text ?? ""). Check cron."
      )
    }
  }
}

/// A length of time as people write it: 8d, 36h, 90m, 45s.
struct Age: ExpressibleByArgument {
  let nanoseconds: Double
  let text: String

  init?(argument: String) {
    let units = ["d": 86400e9, "h": 3600e9, "m": 60e9, "s": 1e9]
    guard let last = argument.last, let unit = units[String(last)],
      let number = Double(argument.dropLast()), number >= 0, number.isFinite
    else { return nil }
    nanoseconds = number * unit
    text = argument
  }
}
