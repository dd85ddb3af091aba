import ArgumentParser
import Foundation
import Ledger

struct VerifyCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that the ledger is whole.",
    discussion: """
      Recomputes the hash chain from the tables. Who can write the file can rewrite the whole chain: only a \
      head kept elsewhere (the line that `snapshot` prints ends with it) proves that nobody did.

      Examples:
        keyledger verify
        keyledger verify --head 3f1c…
      """)

  @OptionGroup var ledger: LedgerOption
  @Option(help: ArgumentHelp("A head that was kept elsewhere: it must be in the chain.", valueName: "hash"))
  var head: String?
  @Option(help: "table or json.") var format = Format.table

  func validate() throws {
    if let head, head.count != 64 || !head.allSatisfy(\.isHexDigit) {
      throw ValidationError("--head is 64 hexadecimal digits")
    }
  }

  func run() throws {
    let found = try ledger.open().verify(head: head)
    switch format {
    case .json:
      try Terminal.put(
        JSONText.render([
          "whole": found.damage.isEmpty, "snapshots": found.snapshots,
          "head": found.head ?? NSNull() as Any, "damage": found.damage,
        ]))
    case .table:
      if found.damage.isEmpty {
        let head = found.head.map { ", head \($0)" } ?? ""
        try Terminal.put("whole: \(found.snapshots.of("snapshot"))\(head)\n")
      }
    }
    guard found.damage.isEmpty else {
      let lines = found.damage.prefix(20).map { "  " + Terminal.clean($0) }
      throw Failure(
        .badInput,
        (["the ledger \(ledger.path) is not whole; restore a backup:"] + lines).joined(separator: "\n"))
    }
  }
}
