import CloudSimulator
import Foundation
import Inventory
import Testing

@Suite("Bad input gets one sentence, the right exit code, and nothing lost")
struct BadInputTests {
  @Test("credentials and endpoints")
  func credentials() async throws {
    let cloud = try await Cloud.start()
    var binary = cloud.binary
    binary.environment["YC_IAM_TOKEN"] = "t1.wrong.token"
    let wrong = try await binary.run("snapshot")
    #expect(wrong.status == 77)
    #expect(wrong.error.contains("yc iam create-token"))
    #expect(!wrong.error.contains("t1.wrong"))
    binary.environment["YC_IAM_TOKEN"] = nil
    let none = try await binary.run("snapshot")
    #expect(none.status == 77)
    #expect(none.error.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: binary.file("ledger.sqlite")))

    binary.environment["YC_IAM_TOKEN"] = Cloud.token
    binary.environment["KEYLEDGER_ENDPOINT"] = "http://127.0.0.1:1"
    #expect(try await binary.run("snapshot").status == 69)
    #expect(try await binary.run("snapshot", "--endpoint", "http://example.com").status == 64)
    #expect(try await binary.run("snapshot", "--endpoint", "file:///etc").status == 64)
    #expect(
      try await binary.run("snapshot", "--iam-token-file", "a", "--service-account-key-file", "b").status
        == 64)
    #expect(try await binary.run("snapshot", "--folder-id", "").status == 64)
    #expect(!FileManager.default.fileExists(atPath: binary.file("ledger.sqlite")))
    await cloud.simulator.stop()
  }

  @Test("an identity that sees nothing is 77, and nothing is recorded")
  func seesNothing() async throws {
    let cloud = try await Cloud.start([
      Fault(.status(403, code: 7), at: "/resource-manager/"),
      Fault(.status(403, code: 7), at: "/organization-manager/"),
    ])
    let snapshot = try await cloud.binary.run("snapshot")
    #expect(snapshot.status == 77)
    #expect(snapshot.error.contains("this identity sees no cloud"))
    #expect(!FileManager.default.fileExists(atPath: cloud.binary.file("ledger.sqlite")))
    await cloud.simulator.stop()
  }

  @Test("ledgers that are none, and outputs that can't be written")
  func files() async throws {
    let binary = try Binary()
    #expect(try await binary.run("report").status == 65)
    #expect(try await binary.run("verify").status == 65)
    #expect(try await binary.run("status").status == 65)
    let letter = "Dear ledger, this is a letter; it is long enough to be taken for a header."
    try letter.write(toFile: binary.file("letter.sqlite"), atomically: true, encoding: .utf8)
    for command in ["report", "verify", "keys", "status", "snapshot"] {
      let outcome = try await binary.run(command, "--ledger", binary.file("letter.sqlite"))
      #expect(outcome.status == 65)
      #expect(outcome.error.contains("left untouched"))
    }
    #expect(try binary.text("letter.sqlite") == letter)

    let cloud = try await Cloud.start()
    try await cloud.binary.run("snapshot")
    #expect(try await cloud.binary.run("report", "-o", "review.docx").status == 64)
    let partly = try await cloud.binary.run("report", "-o", "none/review.md", "-o", "keys.json")
    #expect(partly.status == 73)
    #expect(!(try cloud.binary.json("keys.json")).isEmpty)
    #expect(try await cloud.binary.run("report", "--as-of", "2020-01-01").status == 65)
    #expect(try await cloud.binary.run("report", "--as-of", "lately").status == 64)
    #expect(try await cloud.binary.run("report", "--fail-on", "high").status == 2)
    #expect(try await cloud.binary.run("report", "--fail-on", "critical").status == 0)
    #expect(try await cloud.binary.run("status", "--max-age", "8d").status == 0)
    var later = cloud.binary
    later.environment["KEYLEDGER_NOW"] = "2026-07-20T00:00:00Z"
    #expect(try await later.run("status", "--max-age", "8d").status == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: cloud.binary.file("keys.json"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
    await cloud.simulator.stop()
  }

  @Test("a second snapshot is told at once that the ledger is busy; ^C and SIGTERM record nothing")
  func busyAndSignals() async throws {
    let cloud = try await Cloud.start([Fault(.hang, at: "/iam/v1/apiKeys")])
    for (send, status) in [(SIGINT, Int32(130)), (SIGTERM, 143)] {
      let (first, tag) = try cloud.binary.start(["snapshot"])
      // The first one hangs, with the lock taken, once it asks for keys.
      while await !cloud.simulator.served().contains(where: { $0.target.hasPrefix("/iam/v1/serviceAccounts") }
      ) {
        try await Task.sleep(for: .milliseconds(20))
      }
      let second = try await cloud.binary.run("snapshot")
      #expect(second.status == 75)
      kill(first.processIdentifier, send)
      let outcome = try await cloud.binary.finish(first, tag)
      #expect(outcome.status == status)
      #expect(!FileManager.default.fileExists(atPath: cloud.binary.file("ledger.sqlite")))
      await cloud.simulator.forgetServed()
    }
    await cloud.simulator.stop()
  }

  @Test("kill -9 at many points: the ledger opens and verifies, and the next snapshot is as if nothing was")
  func killed() async throws {
    let cloud = try await Cloud.start(latency: .milliseconds(2))
    try await cloud.binary.run("snapshot")
    for delay in stride(from: 5, through: 205, by: 20) {
      await cloud.simulator.show(
        at: Timestamp(nanoseconds: Cloud.now.nanoseconds + Int64(delay) * 86_400_000_000_000))
      let (process, tag) = try cloud.binary.start(["snapshot"])
      try await Task.sleep(for: .milliseconds(delay))
      kill(process.processIdentifier, SIGKILL)
      _ = try await cloud.binary.finish(process, tag)
      let verified = try await cloud.binary.run("verify")
      #expect(verified.status == 0, "after \(delay) ms: \(verified.error)")
    }
    #expect(try await cloud.binary.run("snapshot").status == 0)
    #expect(try await cloud.binary.run("verify").status == 0)
    await cloud.simulator.stop()
  }
}
