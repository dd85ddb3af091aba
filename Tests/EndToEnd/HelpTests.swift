import Foundation
import Testing

@Suite("Help and the demo")
struct HelpTests {
  @Test(
    "the help of every command is as reviewed",
    arguments: ["", "snapshot", "report", "keys", "rules", "schema", "verify", "status", "demo"])
  func help(command: String) async throws {
    let binary = try Binary(["COLUMNS": "80"])
    let (process, tag) = try binary.start(command.isEmpty ? ["--help"] : [command, "--help"])
    let outcome = try await binary.finish(process, tag)
    #expect(outcome.status == 0)
    try expectGolden(outcome.output, "help\(command.isEmpty ? "" : "-" + command).txt")
  }

  @Test("the demo is the same on any machine, zone and locale")
  func demo() async throws {
    let binary = try Binary(["TZ": "Asia/Vladivostok", "LANG": "ru_RU.UTF-8"])
    #expect(try await binary.run("demo", "--weeks", "3", "-o", "one").status == 0)
    let other = try Binary(["TZ": "America/Lima", "LC_ALL": "C"])
    #expect(try await other.run("demo", "--weeks", "3", "-o", "two").status == 0)
    for name in ["review.md", "keys.csv", "keys.json"] {
      #expect(try binary.text("one/" + name) == other.text("two/" + name))
    }
    #expect(try await binary.run("demo", "-o", "one").status == 73)
    #expect(try await binary.run("verify", "--ledger", binary.file("one/ledger.sqlite")).status == 0)
  }
}
