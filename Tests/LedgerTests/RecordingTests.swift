import Foundation
import Inventory
import Testing

@testable import Ledger

@Suite("Recording a snapshot")
struct RecordingTests {
  let week1 = "2026-01-04T03:00:00Z"
  let week2 = "2026-01-11T03:00:00Z"
  let week3 = "2026-01-18T03:00:00Z"

  @Test("keeps what was seen, and who it belongs to")
  func first() async throws {
    let ledger = try TemporaryLedger()
    let recorded = try await ledger.record(SmallCloud().observations, at: week1)
    #expect(recorded.snapshot.number == 1)
    #expect(recorded.keys == 4)
    #expect(recorded.created == 4)
    let key = try #require(try ledger.keys().first { $0.id == "k2" })
    #expect(key.createdAt?.text == "2025-06-01T00:00:00.5Z")
    #expect(key.owner == "ann")
    #expect(key.folderName == "prod")
    #expect(key.cloudName == "main")
    #expect(key.organizationID == "o1")
    #expect(key.firstSeenAt.text == week1)
    #expect(key.confirmedAt.text == week1)
  }

  @Test("an unchanged cloud adds a snapshot row and nothing else")
  func unchanged() async throws {
    let ledger = try TemporaryLedger()
    try await ledger.record(SmallCloud().observations, at: week1)
    let recorded = try await ledger.record(SmallCloud().observations, at: week2)
    #expect(recorded.created == 0)
    #expect(recorded.deleted == 0)
    #expect(recorded.changed == 0)
    #expect(recorded.used == 0)
    #expect(try ledger.keys().allSatisfy { $0.confirmedAt.text == week2 && $0.firstSeenAt.text == week1 })
  }

  @Test("a key that its account's whole list no longer names is closed; the past keeps it")
  func deleted() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    cloud.keys.removeAll { $0.id == "k2" }
    let recorded = try await ledger.record(cloud.observations, at: week2)
    #expect(recorded.deleted == 1)
    #expect(try ledger.keyIDs() == ["k1", "k3", "k4"])
    #expect(try ledger.keyIDs(.number(1)) == ["k1", "k2", "k3", "k4"])
  }

  @Test(
    "a gap leaves everything below it open and unconfirmed",
    arguments: [
      (Gap(kind: .cloud, id: "c1", reason: .forbidden), ["k1", "k2", "k3", "k4"]),
      (Gap(kind: .folder, id: "f1", reason: .forbidden), ["k1", "k2", "k3"]),
      (Gap(kind: .serviceAccount, id: "a3", reason: .unavailable), ["k4"]),
    ])
  func gap(gap: Gap, blind: [String]) async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    cloud.gaps = [gap]
    let recorded = try await ledger.record(cloud.observations, at: week2)
    #expect(recorded.deleted == 0)
    let keys = try ledger.keys()
    #expect(keys.count == 4)
    #expect(keys.filter(\.inGap).map(\.id).sorted() == blind)
    #expect(keys.filter { $0.confirmedAt.text == week1 }.map(\.id).sorted() == blind)
  }

  @Test("what the first page of a broken list named is confirmed")
  func brokenList() async throws {
    let ledger = try TemporaryLedger()
    let cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    try await ledger.record(
      [
        .cloud(cloud.clouds[0]), .folder(cloud.folders[0]), .folder(cloud.folders[1]),
        .serviceAccount(cloud.accounts[0], keys: Array(cloud.keys[0...1])),
        .gap(Gap(kind: .folder, id: "f1", reason: .unavailable)),
        .serviceAccount(cloud.accounts[2], keys: [cloud.keys[3]]),
      ], at: week2)
    #expect(try ledger.keyIDs() == ["k1", "k2", "k3", "k4"])
    #expect(try ledger.keys().filter(\.inGap).map(\.id) == ["k3"])
  }

  @Test("a deleted folder takes its accounts and their keys along; a 404 on an account likewise")
  func cascade() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    cloud.folders.removeAll { $0.id == "f2" }
    try await ledger.record(cloud.observations, at: week2)
    #expect(try ledger.keyIDs() == ["k1", "k2", "k3"])
    try await ledger.record(
      cloud.observations.filter { observation in
        if case .serviceAccount(let account, _) = observation { return account.id != "a2" }
        return true
      } + [.absent(.serviceAccount, id: "a2")], at: week3)
    #expect(try ledger.keyIDs() == ["k1", "k2"])
  }

  @Test("a cloud that answers 404 is closed with all below it; one that is a gap stays")
  func hiddenCloud() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    cloud.clouds.append(Cloud(id: "c2", organizationID: "o1", name: "second"))
    cloud.folders.append(Folder(id: "f9", cloudID: "c2"))
    cloud.accounts.append(ServiceAccount(id: "a9", folderID: "f9"))
    cloud.keys.append(APIKey(id: "k9", serviceAccountID: "a9"))
    try await ledger.record(cloud.observations, at: week1)
    let rest = SmallCloud().observations
    try await ledger.record(
      rest + [.gap(Gap(kind: .cloud, id: "c2", reason: .notListed))], at: week2)
    #expect(try ledger.keyIDs().contains("k9"))
    try await ledger.record(rest + [.absent(.cloud, id: "c2")], at: week3)
    #expect(try ledger.keyIDs() == ["k1", "k2", "k3", "k4"])
    #expect(try ledger.keyIDs(.number(2)).contains("k9"))
  }

  @Test("a moved account keeps its keys' history")
  func moved() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    cloud.accounts[2].folderID = "f1"
    let recorded = try await ledger.record(cloud.observations, at: week2)
    #expect(recorded.deleted == 0)
    #expect(recorded.created == 0)
    #expect(try ledger.keys().first { $0.id == "k4" }?.folderID == "f1")
    #expect(try ledger.keys(.number(1)).first { $0.id == "k4" }?.folderID == "f2")
  }

  @Test("a snapshot of one folder says nothing of the others")
  func scoped() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    cloud.folders.removeLast()
    cloud.keys.removeFirst()
    try await ledger.record(cloud.observations, at: week2, scope: Selection(folderIDs: ["f1"]))
    #expect(try ledger.keyIDs() == ["k2", "k3", "k4"])
    let outside = try #require(try ledger.keys().first { $0.id == "k4" })
    #expect(outside.confirmedAt.text == week1)
    #expect(!outside.inGap)
  }

  @Test("a closed key seen again opens a new interval under the same id")
  func reopened() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    try await ledger.record(cloud.observations, at: week1)
    let gone = cloud.keys.removeLast()
    try await ledger.record(cloud.observations, at: week2)
    cloud.keys.append(gone)
    try await ledger.record(cloud.observations, at: week3)
    #expect(try ledger.keyIDs(.number(2)) == ["k1", "k2", "k3"])
    #expect(try ledger.keys().first { $0.id == "k4" }?.firstSeenAt.text == week1)
  }

  @Test("a last use never goes backwards")
  func regression() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    for (use, week) in zip(
      ["2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z", nil], [week1, week2, week3])
    {
      cloud.keys[0].lastUsedAt = use.flatMap { Timestamp($0) }
      try await ledger.record(cloud.observations, at: week)
      #expect(try ledger.keys().first { $0.id == "k1" }?.lastUsedAt?.text == "2026-01-03T00:00:00Z")
    }
  }

  @Test("a secret pasted into a description is masked before it is stored")
  func pastedSecret() async throws {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    let secret = "AQVN" + String(repeating: "x", count: 30) + "tail42"
    cloud.keys[0].description = "key is \(secret)"
    try await ledger.record(cloud.observations, at: week1)
    let key = try #require(try ledger.keys().first { $0.id == "k1" })
    #expect(key.description == "key is ****tail42")
    #expect(key.secretsMasked == 1)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: ledger.path))
    #expect(bytes.range(of: Data(secret.utf8)) == nil)
  }

  @Test("a clock behind the newest snapshot is recorded and marked")
  func clockBehind() async throws {
    let ledger = try TemporaryLedger()
    try await ledger.record(SmallCloud().observations, at: week2)
    let recorded = try await ledger.record(SmallCloud().observations, at: week1)
    #expect(recorded.snapshot.number == 2)
    #expect(recorded.snapshot.clockBehind)
    let opened = try Ledger(reading: ledger.path)
    #expect(try opened.snapshot(at: Moment("2026-01-05")).number == 2)
  }

  @Test("a recorder that is dropped leaves the ledger as it was, and a second one is told it is busy")
  func dropped() async throws {
    let ledger = try TemporaryLedger()
    do {
      let recorder = try Recorder(path: ledger.path)
      #expect(throws: LedgerError.busy(path: ledger.path)) { try Recorder(path: ledger.path) }
      try await recorder.stage(SmallCloud().observations)
      await recorder.abandon()
    }
    #expect(!FileManager.default.fileExists(atPath: ledger.path))
    try await ledger.record(SmallCloud().observations, at: week1)
    let mode = try FileManager.default.attributesOfItem(atPath: ledger.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
