import CloudSimulator
import Foundation
import Inventory
import Testing

@Suite("snapshot and report, against a live simulator")
struct SnapshotTests {
  @Test("everything that is there is recorded, by as few calls as can be, all of them GET")
  func everything() async throws {
    let cloud = try await Cloud.start()
    let snapshot = try await cloud.binary.run("snapshot")
    #expect(snapshot.status == 0, "\(snapshot.error)")
    #expect(snapshot.error == "")
    #expect(snapshot.output.split(separator: "\n").count == 1)
    #expect(snapshot.output.contains(/head [0-9a-f]{64}\n$/))

    let served = await cloud.simulator.served()
    #expect(served.allSatisfy { $0.method == "GET" && $0.authorized })
    let folders = Cloud.state.folders.values.joined().count
    #expect(served.count == 2 + Cloud.state.clouds.count + folders + Cloud.accounts.count)

    #expect(try await cloud.binary.run("report", "-o", "keys.json", "-o", "review.md").status == 0)
    let report = try cloud.binary.json("keys.json")
    let keys = report["keys"] as? [[String: Any]] ?? []
    #expect(Set(keys.compactMap { $0["id"] as? String }) == Set(Cloud.keys.map(\.id)))
    for key in Cloud.keys {
      let shown = try #require(keys.first { $0["id"] as? String == key.id })
      #expect(shown["created_at"] as? String == key.createdAt?.text)
      #expect(shown["last_used_at"] as? String == key.lastUsedAt?.text)
      #expect(shown["expires_at"] as? String == key.expiresAt?.text)
      #expect(shown["scopes"] as? [String] == key.scopes.sorted().map(\.name))
      #expect(shown["masked_secret"] as? String == key.maskedSecret?.text)
    }
    #expect(try await cloud.binary.run("verify").status == 0)
    await cloud.simulator.stop()
  }

  @Test("the findings equal an independent computation")
  func findings() async throws {
    let cloud = try await Cloud.start()
    try await cloud.binary.run("snapshot")
    try await cloud.binary.run("report", "-o", "keys.json")
    let found = try cloud.binary.json("keys.json")["findings"] as? [[String: Any]] ?? []
    #expect(Set(found.compactMap { $0["id"] as? String }) == Self.expected)
    #expect(found.count == Self.expected.count)
    await cloud.simulator.stop()
  }

  /// The ten rules again, in Swift, from DESIGN's table.
  static var expected: Set<String> {
    let defaults: Set<String> = [
      "yc.ai.imageGeneration.execute", "yc.ai.languageModels.execute", "yc.ai.speechkitStt.execute",
      "yc.ai.speechkitTts.execute", "yc.ai.translate.execute", "yc.ai.vision.execute",
      "yc.monitoring.manage", "yc.search-api.execute", "yc.serverless.containers.invoke",
      "yc.serverless.functions.invoke",
    ]
    let broad: Set<String> = [
      "yc.ai.foundationModels.execute", "yc.monium.telemetry.write", "yc.monitoring.manage",
      "yc.cloud-registry.artifacts.manage", "yc.cloud-registry.artifacts.push",
    ]
    func days(_ later: Timestamp?, _ earlier: Timestamp?) -> Double? {
      guard let later, let earlier else { return nil }
      return Double(later.nanoseconds - earlier.nanoseconds) / 86400e9
    }
    var ids: Set<String> = []
    for key in Cloud.keys {
      let scopes = Set(key.scopes.map(\.name))
      let age = days(Cloud.now, key.createdAt) ?? 0
      let left = days(key.expiresAt, Cloud.now)
      let flags: [(String, Bool)] = [
        ("never-used", key.lastUsedAt == nil && age > 30),
        ("stale", (days(Cloud.now, key.lastUsedAt) ?? 0) > 90),
        ("expiring-soon", left.map { $0 > 0 && $0 <= 30 } ?? false),
        ("expired", left.map { $0 <= 0 } ?? false), ("no-expiry", left == nil),
        ("unrestricted", scopes.isEmpty), ("default-scopes", scopes.isSuperset(of: defaults)),
        ("too-many-scopes", scopes.count > 5), ("broad-scope", !scopes.isDisjoint(with: broad)),
        ("rotation-due", age > 90),
      ]
      for (rule, flagged) in flags where flagged { ids.insert(rule + ":" + key.id) }
    }
    return ids
  }

  @Test("403 on one folder: exit 3, named in every report, its keys marked and none of them closed")
  func forbiddenFolder() async throws {
    let cloud = try await Cloud.start()
    try await cloud.binary.run("snapshot")
    let folder = Cloud.folder
    await cloud.simulator.script([Fault(.status(403, code: 7), at: "folderId=\(folder.id)")])
    let snapshot = try await cloud.binary.run("snapshot")
    #expect(snapshot.status == 3)
    #expect(snapshot.error.contains(folder.id))
    try await cloud.binary.run("report", "-o", "keys.json", "-o", "keys.csv", "-o", "review.md")
    let report = try cloud.binary.json("keys.json")
    let coverage = report["coverage"] as? [String: Any]
    #expect(coverage?["complete"] as? Bool == false)
    let gap = try #require((coverage?["gaps"] as? [[String: Any]])?.first)
    #expect(gap["id"] as? String == folder.id)
    #expect(gap["reason"] as? String == "forbidden")
    #expect(gap["status"] as? Int == 403)
    #expect(gap["keys_last_known"] as? Int == Cloud.keyIDs(inFolder: folder.id).count)
    #expect((report["keys"] as? [Any])?.count == Cloud.keys.count)
    #expect(try cloud.binary.text("review.md").contains(folder.id))
    let marked = try cloud.binary.text("keys.csv").split(separator: "\r\n").filter { $0.hasSuffix(",true") }
    #expect(marked.count == Cloud.keyIDs(inFolder: folder.id).count)

    // An accepted gap asks nobody to act.
    try "accepted_gaps: [{id: \(folder.id), reason: not ours, until: 2026-12-31}]"
      .write(toFile: cloud.binary.file("keyledger.yaml"), atomically: true, encoding: .utf8)
    #expect(try await cloud.binary.run("snapshot").status == 0)
    #expect(try await cloud.binary.run("report", "--fail-on-gaps").status == 0)
    await cloud.simulator.stop()
  }

  @Test("a hidden cloud is a gap; a 404 on an account in mid-walk is a deletion")
  func absence() async throws {
    let cloud = try await Cloud.start()
    try await cloud.binary.run("snapshot")
    await cloud.simulator.hide([Cloud.state.clouds[1].id])
    #expect(try await cloud.binary.run("snapshot").status == 3)
    try await cloud.binary.run("report", "-o", "hidden.json")
    #expect((try cloud.binary.json("hidden.json")["keys"] as? [Any])?.count == Cloud.keys.count)

    await cloud.simulator.hide([])
    let gone = Cloud.victim.id
    await cloud.simulator.script([Fault(.status(404, code: 5), at: "serviceAccountId=\(gone)")])
    #expect(try await cloud.binary.run("snapshot").status == 0)
    try await cloud.binary.run("report", "-o", "deleted.json")
    let left = Cloud.keys.count - (Cloud.state.keys[gone] ?? []).count
    #expect((try cloud.binary.json("deleted.json")["keys"] as? [Any])?.count == left)
    #expect(try await cloud.binary.run("verify").status == 0)
    await cloud.simulator.stop()
  }

  @Test("a walk of one folder says nothing of the others")
  func selection() async throws {
    let cloud = try await Cloud.start()
    try await cloud.binary.run("snapshot")
    #expect(try await cloud.binary.run("snapshot", "--folder-id", Cloud.folder.id).status == 0)
    try await cloud.binary.run("report", "-o", "keys.json")
    let report = try cloud.binary.json("keys.json")
    #expect((report["keys"] as? [Any])?.count == Cloud.keys.count)
    #expect((report["coverage"] as? [String: Any])?["complete"] as? Bool == false)
    await cloud.simulator.stop()
  }

  @Test(
    "a passing fault is healed by a further attempt",
    arguments: [
      Fault.Kind.status(429, code: 8), .status(429, code: 8, retryAfter: 1), .status(503, code: 14),
      .status(500, code: 13), .reset, .cut, .html(502), .html(200), .notJSON, .hang,
    ])
  func healed(kind: Fault.Kind) async throws {
    let cloud = try await Cloud.start([
      Fault(kind, at: "serviceAccountId=\(Cloud.victim.id)", times: 1)
    ])
    let snapshot = try await cloud.binary.run("snapshot")
    #expect(snapshot.status == 0, "\(snapshot.error)")
    try await cloud.binary.run("report", "-o", "keys.json")
    #expect((try cloud.binary.json("keys.json")["keys"] as? [Any])?.count == Cloud.keys.count)
    await cloud.simulator.stop()
  }

  @Test(
    "a lasting fault of one account is a gap, and the rest is read",
    arguments: [
      (Fault.Kind.status(403, code: 7), "forbidden"), (.status(400, code: 9), "being-deleted"),
      (.status(429, code: 8), "rate-limited"), (.status(503, code: 14), "unavailable"),
      (.reset, "unavailable"), (.cut, "unavailable"), (.html(502), "unavailable"),
      (.notJSON, "bad-answer"), (.loopingToken, "bad-answer"), (.foreignKeys, "bad-answer"),
      (.redirect("http://127.0.0.1:1/"), "unavailable"),
    ])
  func lasting(kind: Fault.Kind, reason: String) async throws {
    let victim = Cloud.victim
    let cloud = try await Cloud.start([Fault(kind, at: "serviceAccountId=\(victim.id)")])
    #expect(try await cloud.binary.run("snapshot").status == 3)
    try await cloud.binary.run("report", "-o", "keys.json")
    let report = try cloud.binary.json("keys.json")
    let gaps = (report["coverage"] as? [String: Any])?["gaps"] as? [[String: Any]] ?? []
    #expect(gaps.compactMap { $0["id"] as? String } == [victim.id])
    #expect(gaps.first?["reason"] as? String == reason)
    let hidden = (Cloud.state.keys[victim.id] ?? []).count
    #expect((report["keys"] as? [Any])?.count == Cloud.keys.count - hidden)
    await cloud.simulator.stop()
  }

  @Test("a token that ends in mid-walk: what is left becomes gaps; a renewed token file goes on")
  func expiredToken() async throws {
    var cloud = try await Cloud.start([Fault(.expireToken, at: "/iam/v1/apiKeys", times: 1, after: 5)])
    let snapshot = try await cloud.binary.run("snapshot")
    #expect(snapshot.status == 3)
    #expect(try await cloud.binary.run("verify").status == 0)

    cloud.binary.environment["YC_IAM_TOKEN"] = nil
    try "t1.first.token\n".write(
      toFile: cloud.binary.file("token"), atomically: true, encoding: .utf8)
    await cloud.simulator.accept("t1.first.token")
    let whole = try await cloud.binary.run("snapshot", "--iam-token-file", cloud.binary.file("token"))
    #expect(whole.status == 0, "\(whole.error)")
    await cloud.simulator.stop()
  }
}
