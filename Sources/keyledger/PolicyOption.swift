import ArgumentParser
import Audit
import Foundation

struct PolicyOption: ParsableArguments {
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "Thresholds and accepted risks; by default keyledger.yaml beside the ledger or in the XDG config folder.",
      valueName: "file"))
  var file: String?

  /// Reads the policy; without any file, the defaults.
  func load(besideLedger ledger: String) throws -> Policy {
    if let file {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure(.badInput, "the policy \(file) can't be read. Check the path.")
      }
      return try Policy(yaml: String(decoding: data, as: UTF8.self), source: file)
    }
    let beside = URL(fileURLWithPath: ledger).deletingLastPathComponent().path + "/keyledger.yaml"
    let home = Environment["HOME"] ?? NSHomeDirectory()
    let config = (Environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/keyledger/keyledger.yaml"
    for path in [beside, config] {
      if let data = FileManager.default.contents(atPath: path) {
        return try Policy(yaml: String(decoding: data, as: UTF8.self), source: path)
      }
    }
    return Policy()
  }
}
