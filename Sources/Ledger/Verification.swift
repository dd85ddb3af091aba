import Foundation
import GRDB

/// What `verify` found.
package struct Verification: Sendable, Equatable {
  package var snapshots: Int
  /// The recomputed head of the chain, 64 hexadecimal digits; nil in a ledger without snapshots.
  package var head: String?
  /// One sentence a damage, in the order found; empty when the ledger is whole.
  package var damage: [String]

  static func run(_ db: Database, head expected: String?) throws -> Verification {
    var damage: [String] = []
    for message in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where message != "ok" {
      damage.append("SQLite's integrity check: \(message)")
    }
    for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
      let table: String = row[0]
      let parent: String = row[2]
      damage.append("a row of \(table) points to a row of \(parent) that is not there")
    }
    damage += try unknownTables(db) + orphans(db) + intervals(db)

    let stored = try Row.fetchAll(db, sql: "SELECT number, hash FROM snapshot ORDER BY number")
    let numbers = stored.map { $0["number"] as Int }
    if let last = numbers.last, numbers != Array(1...last) {
      let missing = Set(1...max(last, 1)).subtracting(numbers).sorted().prefix(5)
      damage.append(
        "snapshot \(missing.map { String($0) }.joined(separator: ", ")) is missing from the numbers 1 to \(last)"
      )
    }
    var computedHead: String?
    if let first = numbers.first, let last = numbers.last, last >= first {
      let hashes = Dictionary(
        stored.map { ($0["number"] as Int, $0["hash"] as Data) }, uniquingKeysWith: { old, _ in old })
      var broken = false
      try Chain.hashes(db, of: 1...last, after: Chain.genesis) { number, hash in
        computedHead = hash.hexadecimal
        // After the first difference every later hash differs too, which says nothing more.
        if !broken, let was = hashes[number], was != hash {
          broken = true
          damage.append(
            """
            snapshot \(number): what the tables hold does not have the recorded hash \
            (\(was.hexadecimal.prefix(16))… recorded, \(hash.hexadecimal.prefix(16))… computed)
            """)
        }
      }
      damage += try beyond(db, last)
    }
    if let expected, !numbers.isEmpty {
      let known = stored.map { ($0["hash"] as Data).hexadecimal }
      if !known.contains(expected.lowercased()) {
        damage.append("no snapshot has the hash \(expected): the history was cut or rewritten")
      }
    } else if expected != nil {
      damage.append("the ledger holds no snapshot, so not the one with the given hash")
    }
    return Verification(snapshots: numbers.count, head: computedHead, damage: damage)
  }

  private static func unknownTables(_ db: Database) throws -> [String] {
    let known = Set(ChainSources.all.map(\.table)).union(["scope_set"])
    return try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger') ORDER BY name"
    )
    .filter { !known.contains($0) && !$0.hasPrefix("sqlite_") && !$0.hasPrefix("grdb_") }
    .map { "\($0) is no part of a ledger" }
  }

  /// Rows that nothing points to: no hash covers them.
  private static func orphans(_ db: Database) throws -> [String] {
    let checks = [
      ("scope_set", "number NOT IN (SELECT scope_set FROM api_key_version)"),
      ("api_key", "number NOT IN (SELECT key FROM api_key_version)"),
      ("account", "number NOT IN (SELECT account FROM account_version)"),
    ]
    return try checks.compactMap { table, condition in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE \(condition)") ?? 0
      return count == 0 ? nil : "\(count) rows of \(table) belong to nothing"
    }
  }

  private static func intervals(_ db: Database) throws -> [String] {
    let tables = [
      ("organization_version", "id"), ("cloud_version", "id"), ("folder_version", "id"),
      ("account_version", "account"), ("api_key_version", "key"),
    ]
    return try tables.compactMap { table, key in
      let count =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM \(table) v WHERE v.ended <= v.began OR EXISTS (
              SELECT 1 FROM \(table) w WHERE w.\(key) = v.\(key) AND w.began > v.began
                AND w.began < coalesce(v.ended, 9223372036854775807))
            """) ?? 0
      return count == 0 ? nil : "\(count) versions in \(table) overlap or end before they begin"
    }
  }

  /// Rows whose snapshot is newer than the newest, or older than the first: outside every hash.
  private static func beyond(_ db: Database, _ last: Int) throws -> [String] {
    var damage: [String] = []
    for source in ChainSources.all where source.table != "snapshot" {
      let column =
        source.sql.contains("v.began BETWEEN")
        ? "began"
        : source.sql.contains("v.ended BETWEEN") ? "ended" : "snapshot"
      let count =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM \(source.table) WHERE \(column) NOT BETWEEN 1 AND ?",
          arguments: [last]) ?? 0
      if count > 0 { damage.append("\(count) rows of \(source.table) belong to no snapshot") }
    }
    return damage
  }
}
