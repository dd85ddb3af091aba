import Foundation
import Inventory
import Ledger
import Testing

@testable import Audit

/// A ledger of one account and the keys of a test, judged at one instant.
struct JudgedKeys {
  static let now = Timestamp("2026-06-28T03:00:00Z")!
  static let day: Int64 = 86_400_000_000_000

  static func ago(_ days: Double) -> Timestamp {
    Timestamp(nanoseconds: now.nanoseconds - Int64(days * Double(day)))
  }

  /// Records the keys as one snapshot and gives the ids that each rule flags.
  static func judge(_ keys: [APIKey], policy: Policy = Policy()) async throws -> AuditResult {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "keyledger-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("ledger.sqlite").path
    let recorder = try Recorder(path: path)
    try await recorder.stage([
      .cloud(Cloud(id: "c1", organizationID: "o1", name: "main")),
      .folder(Folder(id: "f1", cloudID: "c1", name: "prod")),
      .serviceAccount(ServiceAccount(id: "a1", folderID: "f1", name: "bot"), keys: keys),
    ])
    _ = try await recorder.finish(
      startedAt: now, finishedAt: now, forcedClock: true, scope: Selection(), toolVersion: "test")
    return try Auditor(ledger: Ledger(reading: path), policy: policy, customRules: []).run(
      at: .latest)
  }

  /// The rules that flag one key, sorted.
  static func flags(_ key: APIKey) async throws -> [String] {
    try await judge([key]).findings.map(\.rule).sorted()
  }

  /// A key that no rule flags; tests change one thing of it.
  static var quiet: APIKey {
    APIKey(
      id: "k1", serviceAccountID: "a1", createdAt: ago(10), lastUsedAt: ago(1), expiresAt: ago(-60),
      scopes: [Scope("yc.postbox.send")])
  }
}

@Suite("The ten rules")
struct RuleTableTests {
  static let defaults = [
    "yc.ai.imageGeneration.execute", "yc.ai.languageModels.execute", "yc.ai.speechkitStt.execute",
    "yc.ai.speechkitTts.execute", "yc.ai.translate.execute", "yc.ai.vision.execute",
    "yc.monitoring.manage", "yc.search-api.execute", "yc.serverless.containers.invoke",
    "yc.serverless.functions.invoke",
  ]

  @Test("a key that is young, used, scoped and expires in time is flagged by none")
  func quiet() async throws {
    #expect(try await JudgedKeys.flags(JudgedKeys.quiet) == [])
  }

  @Test(
    "never-used waits for its threshold, and looks at nothing but uses",
    arguments: [
      (29.9, false, false), (30, false, false), (30.001, false, true), (89, false, true),
      (89, true, false), (0, false, false),
    ])
  func neverUsed(age: Double, used: Bool, expected: Bool) async throws {
    var key = JudgedKeys.quiet
    key.createdAt = JudgedKeys.ago(age)
    key.lastUsedAt = used ? JudgedKeys.ago(age / 2) : nil
    #expect(try await JudgedKeys.flags(key) == (expected ? ["never-used"] : []))
  }

  @Test(
    "stale begins after its threshold, not at it",
    arguments: [(89.0, false), (90, false), (90.001, true), (400, true)])
  func stale(idle: Double, expected: Bool) async throws {
    var key = JudgedKeys.quiet
    key.createdAt = JudgedKeys.ago(500)
    key.lastUsedAt = JudgedKeys.ago(idle)
    #expect(
      try await JudgedKeys.flags(key) == (expected ? ["rotation-due", "stale"] : ["rotation-due"]))
  }

  @Test(
    "expiry: soon is within the threshold, expired is at the moment or before, none is its own rule",
    arguments: [
      (30.001, []), (30, ["expiring-soon"]), (0.5, ["expiring-soon"]), (0, ["expired"]),
      (-5, ["expired"]), (nil, ["no-expiry"]),
    ] as [(Double?, [String])])
  func expiry(days: Double?, expected: [String]) async throws {
    var key = JudgedKeys.quiet
    key.expiresAt = days.map { JudgedKeys.ago(-$0) }
    #expect(try await JudgedKeys.flags(key) == expected)
  }

  @Test(
    "rotation is due after its threshold",
    arguments: [(90.0, false), (90.001, true), (2000, true)])
  func rotation(age: Double, expected: Bool) async throws {
    var key = JudgedKeys.quiet
    key.createdAt = JudgedKeys.ago(age)
    #expect(try await JudgedKeys.flags(key) == (expected ? ["rotation-due"] : []))
  }

  @Test(
    "scopes: none, the defaults, too many, a broad one, an unknown one",
    arguments: [
      ([], ["unrestricted"]),
      (defaults, ["broad-scope", "default-scopes", "too-many-scopes"]),
      (defaults + ["yc.postbox.send"], ["broad-scope", "default-scopes", "too-many-scopes"]),
      (Array(defaults.dropLast()), ["broad-scope", "too-many-scopes"]),
      (Array(defaults.prefix(5)), []), (Array(defaults.prefix(6)), ["too-many-scopes"]),
      (["yc.monitoring.manage"], ["broad-scope"]), (["yc.monitoring.read"], []),
      (["yc.ai.foundationModels.execute"], ["broad-scope"]),
      (["yc.monium.telemetry.write"], ["broad-scope"]), (["yc.quantum.teleport"], []),
      (["yc.cloud-registry.artifacts.push"], ["broad-scope"]),
      (["yc.cloud-registry.artifacts.manage"], ["broad-scope"]),
      (["yc.cloud-registry.artifacts.pull"], []),
    ])
  func scopes(names: [String], expected: [String]) async throws {
    var key = JudgedKeys.quiet
    key.scopes = Set(names.map { Scope($0) })
    #expect(try await JudgedKeys.flags(key) == expected)
  }

  @Test("the whole matrix of use, age, expiry and scopes is as computed independently")
  func matrix() async throws {
    var keys: [APIKey] = []
    for (use, lastUse) in [("never", nil), ("old", 200.0), ("recent", 2.0)] as [(String, Double?)] {
      for (kind, age) in [("new", 5.0), ("aged", 300.0)] {
        for expiry in ["expired", "expiring", "none", "later"] {
          for scope in ["none", "default", "one", "many"] {
            let expires: [String: Double?] = ["expired": 3, "expiring": -7, "later": -200]
            keys.append(
              APIKey(
                id: "\(use)-\(kind)-\(expiry)-\(scope)", serviceAccountID: "a1",
                createdAt: JudgedKeys.ago(age), lastUsedAt: lastUse.map { JudgedKeys.ago($0) },
                expiresAt: (expires[expiry] ?? nil).map { JudgedKeys.ago($0) },
                scopes: Set(
                  (scope == "none"
                    ? []
                    : scope == "default"
                      ? Self.defaults
                      : scope == "one"
                        ? ["yc.postbox.send"]
                        : ["a", "b", "c", "d", "e", "f"]).map { Scope($0) })))
          }
        }
      }
    }
    #expect(keys.count == 96)
    let found = Set(try await JudgedKeys.judge(keys).findings.map(\.id))
    var expected: Set<String> = []
    for key in keys {
      let parts = key.id.split(separator: "-")
      func flag(_ rule: String) { expected.insert(rule + ":" + key.id) }
      if parts[0] == "never", parts[1] == "aged" { flag("never-used") }
      if parts[0] == "old" { flag("stale") }
      if parts[1] == "aged" { flag("rotation-due") }
      if parts[2] == "expired" { flag("expired") }
      if parts[2] == "expiring" { flag("expiring-soon") }
      if parts[2] == "none" { flag("no-expiry") }
      if parts[3] == "none" { flag("unrestricted") }
      if parts[3] == "default" {
        for rule in ["default-scopes", "too-many-scopes", "broad-scope"] { flag(rule) }
      }
      if parts[3] == "many" { flag("too-many-scopes") }
    }
    #expect(found == expected)
  }

  @Test("every built-in file is in the catalogue, and every entry has a file")
  func catalogueIsWhole() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("queries/rules")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(try RuleCatalogue.builtIn().map { $0.id + ".sql" }) == Set(files))
  }

  @Test("a fix never carries an id that a shell could misread")
  func unsafeID() async throws {
    var key = JudgedKeys.quiet
    key.id = "k1; rm -rf ~"
    key.expiresAt = JudgedKeys.ago(1)
    let finding = try #require(try await JudgedKeys.judge([key]).findings.first)
    #expect(finding.fix == nil)
    key.id = "aje_ok-1"
    let safe = try #require(try await JudgedKeys.judge([key]).findings.first)
    #expect(safe.fix == "yc iam api-key delete aje_ok-1")
  }
}
