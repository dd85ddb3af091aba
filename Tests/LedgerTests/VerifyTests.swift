import Foundation
import GRDB
import Inventory
import Testing

@testable import Ledger

@Suite("Verify")
struct VerifyTests {
  /// A ledger that has a row in every table that holds history.
  static func history() async throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    var cloud = SmallCloud()
    cloud.keys[0].lastUsedAt = Timestamp("2026-01-02T00:00:00Z")
    cloud.accounts[0].lastAuthenticatedAt = Timestamp("2026-01-02T00:00:00Z")
    let names: [Observation] = [.organization(Organization(id: "o1", name: "acme", title: "Acme"))]
    try await ledger.record(names + cloud.observations, at: "2026-01-04T03:00:00Z")
    cloud.keys[0].lastUsedAt = Timestamp("2026-01-01T00:00:00Z")
    cloud.keys[1].scopes = [Scope("yc.postbox.send"), Scope("a")]
    cloud.keys.removeLast()
    cloud.gaps = [Gap(kind: .folder, id: "f1", name: "prod", reason: .forbidden, code: 7, status: 403)]
    let partial: [Observation] = [.serviceAccount(cloud.accounts[0], keys: Array(cloud.keys[0...1]))]
    try await ledger.record(
      cloud.observations + partial, at: "2026-01-11T03:00:00Z", scope: Selection(cloudIDs: ["c1"]))
    try await ledger.record(
      [.cloud(cloud.clouds[0])] + cloud.folders.map { .folder($0) } + [.absent(.folder, id: "f2")],
      at: "2026-01-18T03:00:00Z", scope: Selection(folderIDs: ["f2"]))
    return ledger
  }

  @Test("finds a whole ledger whole, also after VACUUM")
  func whole() async throws {
    let ledger = try await Self.history()
    let opened = try Ledger(reading: ledger.path)
    let before = try opened.verify()
    #expect(before.damage.isEmpty)
    #expect(before.snapshots == 3)
    #expect(before.head == (try opened.snapshots().last?.hash))
    try await DatabaseQueue(path: ledger.path).vacuum()
    #expect(try opened.verify() == before)
    #expect(try opened.verify(head: before.head).damage.isEmpty)
    #expect(try !opened.verify(head: String(repeating: "0", count: 64)).damage.isEmpty)
  }

  @Test("finds any edited cell, in any column of any table")
  func editedCells() async throws {
    let ledger = try await Self.history()
    let columns = try await DatabaseQueue(path: ledger.path).read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT LIKE 'grdb_%' ORDER BY name
          """
      ).flatMap { table in try db.columns(in: table).map { (table, $0.name, $0.type) } }
    }
    var tried = 0
    for (table, column, type) in columns {
      let copy = ledger.folder.appendingPathComponent("\(table).\(column).sqlite").path
      try DatabaseQueue(path: ledger.path).backup(to: DatabaseQueue(path: copy))
      let queue = try DatabaseQueue(path: copy)
      let changed = try await queue.writeWithoutTransaction { db -> Bool in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        let new =
          switch type {
          case "INTEGER": "coalesce(\(column), 0) + 1000"
          case "BLOB": "zeroblob(32)"
          default: "coalesce(\(column), '') || 'x'"
          }
        let value = table == "scope_set" && column == "scopes" ? "'[\"edited\"]'" : new
        let key = try db.primaryKey(table).columns.joined(separator: ", ")
        try db.execute(
          sql: """
            UPDATE \(table) SET \(column) = \(value)
            WHERE (\(key)) IN (SELECT \(key) FROM \(table) ORDER BY \(key) DESC LIMIT 1)
            """)
        return db.changesCount > 0
      }
      try queue.close()
      #expect(changed, "no row of \(table) to edit")
      tried += 1
      let damage = try Ledger(reading: copy).verify().damage
      #expect(!damage.isEmpty, "\(table).\(column) was edited, and nobody noticed")
    }
    #expect(tried > 80)
  }

  @Test(
    "finds a removed row of any table",
    arguments: [
      "snapshot", "snapshot_scope", "gap", "read_despite_gap", "organization_version", "cloud_version",
      "folder_version", "account", "account_version", "account_use", "scope_set", "api_key",
      "api_key_version", "key_use", "key_use_regression",
    ])
  func removedRows(table: String) async throws {
    let ledger = try await Self.history()
    let queue = try DatabaseQueue(path: ledger.path)
    try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      let key = try db.primaryKey(table).columns.joined(separator: ", ")
      try db.execute(
        sql: "DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) ORDER BY \(key) LIMIT 1)")
      #expect(db.changesCount == 1)
    }
    try queue.close()
    #expect(try !Ledger(reading: ledger.path).verify().damage.isEmpty)
  }

  @Test("refuses what is not a ledger, or is from a newer version, and leaves it untouched")
  func refusals() async throws {
    let ledger = try TemporaryLedger()
    let text = Data("this is a letter, not a ledger; it is long enough to be read as a header".utf8)
    try text.write(to: URL(fileURLWithPath: ledger.path))
    #expect(throws: LedgerError.notALedger(path: ledger.path)) { try Ledger(reading: ledger.path) }
    #expect(throws: LedgerError.notALedger(path: ledger.path)) { try Recorder(path: ledger.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: ledger.path)) == text)

    let newer = try await Self.history()
    let queue = try DatabaseQueue(path: newer.path)
    try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    try queue.close()
    #expect(throws: LedgerError.newerVersion(path: newer.path)) { try Ledger(reading: newer.path) }
    #expect(throws: LedgerError.newerVersion(path: newer.path)) { try Recorder(path: newer.path) }
    let missing = newer.folder.path + "/none.sqlite"
    #expect(throws: LedgerError.missing(path: missing)) { try Ledger(reading: missing) }
  }
}
