import ArgumentParser

/// The program: parses the command line, runs one command, and turns whatever it throws into one sentence
/// and an exit code.
@main
struct Main {
  static func main() async {
    do {
      var command = try Keyledger.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(with: error)
    }
  }
}

struct Keyledger: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "keyledger",
    abstract: "Keeps an inventory of Yandex Cloud API keys, with history, and audits it.",
    version: version,
    subcommands: [
      SnapshotCommand.self, ReportCommand.self, KeysCommand.self, RulesCommand.self,
      VerifyCommand.self, StatusCommand.self, SchemaCommand.self, DemoCommand.self,
    ])
}
