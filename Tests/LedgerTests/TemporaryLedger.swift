import Foundation
import Inventory

@testable import Ledger

/// A ledger in a folder of its own, recorded week by week.
final class TemporaryLedger {
  let folder: URL
  var path: String { folder.appendingPathComponent("ledger.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func record(
    _ observations: [Observation], at text: String, scope: Selection = Selection()
  ) async throws -> RecordedSnapshot {
    let recorder = try Recorder(path: path)
    try await recorder.stage(observations)
    let instant = Timestamp(text) ?? Timestamp(nanoseconds: 0)
    return try await recorder.finish(
      startedAt: instant, finishedAt: instant, forcedClock: true, scope: scope, toolVersion: "test")
  }

  func keys(_ moment: Moment = .latest) throws -> [KeyRecord] {
    let ledger = try Ledger(reading: path)
    return try ledger.session(
      at: ledger.snapshot(at: moment), catalog: [], ownerLabels: ["owner"]
    ).keys()
  }

  func keyIDs(_ moment: Moment = .latest) throws -> [String] { try keys(moment).map(\.id).sorted() }
}

/// A cloud of one cloud, two folders, three accounts and four keys, to be changed by tests.
struct SmallCloud {
  var clouds = [Cloud(id: "c1", organizationID: "o1", name: "main")]
  var folders = [
    Folder(id: "f1", cloudID: "c1", name: "prod", status: "ACTIVE"),
    Folder(id: "f2", cloudID: "c1", name: "dev", status: "ACTIVE"),
  ]
  var accounts = [
    ServiceAccount(id: "a1", folderID: "f1", name: "deployer", labels: ["owner": "ann"]),
    ServiceAccount(id: "a2", folderID: "f1", name: "mailer"),
    ServiceAccount(id: "a3", folderID: "f2", name: "tester"),
  ]
  var keys = [
    APIKey(id: "k1", serviceAccountID: "a1", createdAt: Timestamp("2025-01-01T00:00:00Z")),
    APIKey(id: "k2", serviceAccountID: "a1", createdAt: Timestamp("2025-06-01T00:00:00.5Z")),
    APIKey(id: "k3", serviceAccountID: "a2", scopes: [Scope("yc.postbox.send")]),
    APIKey(id: "k4", serviceAccountID: "a3"),
  ]
  var gaps: [Gap] = []

  /// What a walk of it observes; below a gap nothing is seen.
  var observations: [Observation] {
    let blind = Set(gaps.map(\.id))
    var seen: [Observation] = []
    for cloud in clouds {
      seen.append(.cloud(cloud))
      guard !blind.contains(cloud.id) else { continue }
      for folder in folders where folder.cloudID == cloud.id {
        seen.append(.folder(folder))
        guard !blind.contains(folder.id) else { continue }
        for account in accounts where account.folderID == folder.id {
          let held = keys.filter { $0.serviceAccountID == account.id }
          seen.append(.serviceAccount(account, keys: blind.contains(account.id) ? nil : held))
        }
      }
    }
    return seen + gaps.map { .gap($0) }
  }
}
