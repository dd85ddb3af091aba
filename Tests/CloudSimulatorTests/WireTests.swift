import Foundation
import Inventory
import Testing

@testable import CloudSimulator

@Suite("The simulator's bodies are those of the official descriptors")
struct WireTests {
  static func fixture(_ name: String) throws -> NSDictionary {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    return try #require(object as? NSDictionary)
  }

  static func body(_ object: Wire.Object) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(with: Data(Wire.body(object)))
    return try #require(object as? NSDictionary)
  }

  @Test("lists of every kind, with and without default values")
  func lists() throws {
    #expect(
      try Self.fixture("organizations")
        == Self.body([
          "organizations": [Wire.organization(Organization(id: "bpf1", name: "acme", title: "ACME"))]
        ]))
    let cloud = Cloud(
      id: "b1gc", organizationID: "bpf1", name: "prod", labels: ["env": "prod"],
      createdAt: Timestamp("2025-01-02T03:04:05Z"))
    #expect(try Self.fixture("clouds") == Self.body(["clouds": [Wire.cloud(cloud)]]))
    let folder = Folder(
      id: "b1gf", cloudID: "b1gc", name: "web", description: "the site", status: "ACTIVE",
      createdAt: Timestamp("2025-01-02T03:04:05.500Z"))
    #expect(
      try Self.fixture("folders") == Self.body(["folders": [Wire.folder(folder)], "nextPageToken": "p+/=1"]))
    let account = ServiceAccount(
      id: "aje1", folderID: "b1gf", name: "bot", labels: ["owner": "ann"], status: "SUSPENDED",
      createdAt: Timestamp("2025-01-02T03:04:05.000006Z"),
      lastAuthenticatedAt: Timestamp("2026-01-02T03:04:05.123456789Z"))
    #expect(try Self.fixture("service-accounts") == Self.body(["serviceAccounts": [Wire.account(account)]]))
    let keys = [
      APIKey(
        id: "ajek", serviceAccountID: "aje1", description: "for mail",
        createdAt: Timestamp("2025-04-04T10:23:08.722440521Z"), lastUsedAt: Timestamp("2026-06-01T00:00:00Z"),
        expiresAt: Timestamp("2027-01-01T00:00:00.250Z"),
        scopes: [Scope("yc.postbox.send"), Scope("yc.logging.write")],
        maskedSecret: MaskedSecret("****rCG02w")),
      APIKey(id: "ajem", serviceAccountID: "aje1"),
    ]
    #expect(try Self.fixture("api-keys") == Self.body(["apiKeys": keys.map(Wire.key)]))
    #expect(try Self.fixture("empty") == Self.body([:]))
  }

  @Test("an error is a google.rpc.Status with its RequestInfo")
  func status() throws {
    #expect(
      try Self.fixture("status")
        == Self.body(Wire.status(code: 7, message: "Permission denied", requestID: "sim-1")))
  }
}

@Suite("A simulated company")
struct CompanyTests {
  static let end = Timestamp("2026-06-28T03:00:00Z")!
  static let company = Company(seed: 3, end: end)

  @Test("is the same for the same seed, and another for another")
  func deterministic() {
    #expect(Company(seed: 3, end: Self.end) == Self.company)
    #expect(Company(seed: 4, end: Self.end) != Self.company)
  }

  @Test("keeps the laws of a cloud over half a year")
  func laws() {
    var uses: [String: Timestamp] = [:]
    var gone: Set<String> = []
    var before: Set<String> = []
    for week in (0..<26).reversed() {
      let moment = Timestamp(nanoseconds: Self.end.nanoseconds - Int64(week) * 604_800_000_000_000)
      let state = CloudState(of: Self.company, at: moment)
      let accounts = Set(state.accounts.values.joined().map(\.id))
      let keys = state.keys.values.joined()
      for key in keys {
        #expect(accounts.contains(key.serviceAccountID))
        #expect(!gone.contains(key.id), "a deleted key came back")
        if let use = key.lastUsedAt {
          #expect(use >= uses[key.id] ?? use, "a last use went back")
          #expect(use <= moment)
          if let expiry = key.expiresAt { #expect(use <= expiry) }
          uses[key.id] = use
        }
      }
      let now = Set(keys.map(\.id))
      gone.formUnion(before.subtracting(now))
      before = now
    }
    #expect(!gone.isEmpty)
    #expect(uses.count > 500)
  }
}
