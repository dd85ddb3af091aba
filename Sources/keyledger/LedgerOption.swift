import ArgumentParser
import Foundation
import Ledger

struct LedgerOption: ParsableArguments {
  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "The ledger (or KEYLEDGER_LEDGER); by default keyledger/ledger.sqlite in the XDG data folder.",
      valueName: "file"))
  var file: String?

  /// Where the ledger is.
  var path: String {
    if let path = file ?? Environment["KEYLEDGER_LEDGER"] { return path }
    let home = Environment["HOME"] ?? NSHomeDirectory()
    let data = Environment["XDG_DATA_HOME"] ?? home + "/.local/share"
    return data + "/keyledger/ledger.sqlite"
  }

  func open() throws -> Ledger { try Ledger(reading: path) }
}
