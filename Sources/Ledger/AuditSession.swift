import Foundation
import GRDB
import Inventory

/// One scope of the catalogue, as the rules' `scope_catalog` table shows it.
package struct CatalogScope: Sendable, Equatable {
  package var scope: String
  package var opens: String
  /// Narrower scopes that could replace it, comma-separated; nil when there are none.
  package var narrower: String?
  /// It stands for several scopes at once.
  package var aggregate: Bool
  /// A key gets it when nobody chose any scope.
  package var isDefault: Bool

  package init(scope: String, opens: String, narrower: String?, aggregate: Bool, isDefault: Bool) {
    self.scope = scope
    self.opens = opens
    self.narrower = narrower
    self.aggregate = aggregate
    self.isDefault = isDefault
  }
}

/// A gap of the audited snapshot, and how long it has been one.
package struct GapRecord: Sendable, Equatable {
  package var gap: Gap
  /// The instant of the first snapshot of the unbroken run in which this place was a gap.
  package var since: Timestamp
  /// Keys that the ledger holds open below the place.
  package var keysLastKnown: Int
}

/// The ledger at one moment, on a read-only connection, with the tables that rules read.
package final class AuditSession {
  package let snapshot: Snapshot
  private let queue: DatabaseQueue
  private let path: String

  init(
    queue: DatabaseQueue, path: String, snapshot: Snapshot, catalog: [CatalogScope],
    ownerLabels: [String]
  ) throws(LedgerError) {
    self.queue = queue
    self.path = path
    self.snapshot = snapshot
    do {
      try queue.inDatabase { db in
        try db.execute(
          sql: """
            CREATE TEMP TABLE moment AS SELECT \(snapshot.number) AS snapshot,
              \(snapshot.startedAt.nanoseconds) AS at_ns;
            CREATE TEMP TABLE scope_catalog (scope TEXT PRIMARY KEY, opens, narrower, aggregate, is_default);
            """)
        for entry in catalog {
          try db.execute(
            sql: "INSERT INTO scope_catalog VALUES (?, ?, ?, ?, ?)",
            arguments: [entry.scope, entry.opens, entry.narrower, entry.aggregate, entry.isDefault])
        }
        try db.execute(sql: AuditTables.statements(ownerLabels: ownerLabels))
      }
    } catch {
      throw .naming(error, path: path)
    }
  }

  /// Every key that exists at the moment, by organization, cloud, folder, account and id.
  package func keys() throws(LedgerError) -> [KeyRecord] {
    try naming { db in
      let order = "organization_id, cloud_name, cloud_id, folder_name, folder_id, service_account_name"
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM audited_keys ORDER BY \(order), service_account_id, key_id")
      var keys: [KeyRecord] = []
      while let row = try rows.next() { keys.append(KeyRecord(row: row)) }
      return keys
    }
  }

  /// Runs one rule's SELECT and gives its rows in order: the key's id and the evidence.
  package func rows(
    of sql: String, parameters: [String: Double]
  ) throws(LedgerError) -> [(keyID: String, evidence: String)] {
    try naming { db in
      let statement = try db.makeStatement(sql: sql)
      guard statement.isReadonly else {
        throw LedgerError.query(message: "a rule may only read")
      }
      guard statement.columnNames == ["key_id", "evidence"] else {
        let columns = statement.columnNames.joined(separator: ", ")
        throw LedgerError.query(message: "a rule returns key_id and evidence, not \(columns)")
      }
      // Whole numbers are bound as integers, so that evidence reads "30", not "30.0".
      let values = parameters.mapValues { value -> any DatabaseValueConvertible in
        Int64(exactly: value) ?? value
      }
      let named = values.filter { sql.contains(":" + $0.key) }
      let rows = try Row.fetchAll(statement, arguments: StatementArguments(named))
      return try rows.map { row in
        guard let key = row["key_id"] as String?, let evidence = row["evidence"] as String? else {
          throw LedgerError.query(message: "a rule returned a row without key_id or evidence")
        }
        return (key, evidence)
      }
    }
  }

  /// The ids of the keys that exist at the moment.
  package func keyIDs() throws(LedgerError) -> Set<String> {
    try naming { try String.fetchSet($0, sql: "SELECT key_id FROM audited_keys") }
  }

  /// The gaps of the audited snapshot.
  package func gaps() throws(LedgerError) -> [GapRecord] {
    let number = snapshot.number
    return try naming { db in
      try SnapshotRows.gaps(db, of: number).map { gap in
        let since = try Int64.fetchOne(
          db,
          sql: """
            SELECT started_at_ns FROM snapshot WHERE number > coalesce((
              SELECT max(number) FROM snapshot s WHERE s.number <= :n AND NOT EXISTS (
                SELECT 1 FROM gap WHERE snapshot = s.number AND kind = :kind AND id = :id)), 0)
            ORDER BY number LIMIT 1
            """, arguments: ["n": number, "kind": gap.kind.rawValue, "id": gap.id])
        let keys = try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM audited_keys
            WHERE :id IN (service_account_id, folder_id, cloud_id, organization_id)
            """, arguments: ["id": gap.id])
        return GapRecord(
          gap: gap, since: Timestamp(nanoseconds: since ?? 0), keysLastKnown: keys ?? 0)
      }
    }
  }

  /// How many objects exist at the moment, and whether the snapshot confirmed all of them.
  package func counts() throws(LedgerError) -> MomentCounts {
    let n = snapshot.number
    return try naming { db in
      func count(_ sql: String) throws -> Int {
        try Int.fetchOne(db, sql: sql, arguments: ["n": n]) ?? 0
      }
      return MomentCounts(
        keys: try count("SELECT count(*) FROM audited_keys WHERE :n > 0"),
        serviceAccounts: try count(
          "SELECT count(*) FROM account_version v WHERE \(SQLText.holds("v", at: ":n"))"),
        folders: try count(
          "SELECT count(*) FROM folder_version v WHERE \(SQLText.holds("v", at: ":n"))"),
        unconfirmedAccounts: try count(
          "SELECT count(*) FROM (\(Views.accounts(at: ":n"))) WHERE confirmed IS NOT :n"))
    }
  }

  /// The folders of the moment that lie outside the snapshot's scope: kind, id and name of each.
  package func outOfScope() throws(LedgerError) -> [(kind: ContainerKind, id: String, name: String)] {
    guard !snapshot.scope.isEverything else { return [] }
    let n = snapshot.number
    return try naming { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT folder_id, max(folder_name) AS folder_name FROM (\(Views.accounts(at: ":n")))
          WHERE NOT EXISTS (SELECT 1 FROM snapshot_scope p WHERE p.snapshot = :n
            AND p.id IN (id, folder_id, cloud_id, organization_id))
          GROUP BY folder_id ORDER BY folder_id
          """, arguments: ["n": n]
      ).map { (.folder, $0["folder_id"], $0["folder_name"] ?? "") }
    }
  }

  private func naming<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do {
      return try queue.inDatabase(body)
    } catch {
      throw .naming(error, path: path)
    }
  }
}

/// How many objects exist at a moment.
package struct MomentCounts: Sendable, Equatable {
  package var keys: Int
  package var serviceAccounts: Int
  package var folders: Int
  /// Accounts whose keys the moment's snapshot did not read.
  package var unconfirmedAccounts: Int
}
