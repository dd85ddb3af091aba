import Foundation
import GRDB
import Inventory

/// Reads snapshots and what belongs to them.
enum SnapshotRows {
  static func all(_ db: Database) throws -> [Snapshot] {
    try Row.fetchAll(db, sql: "SELECT * FROM snapshot ORDER BY number").map { try snapshot(db, $0) }
  }

  static func fetch(_ db: Database, number: Int) throws -> Snapshot? {
    try Row.fetchOne(db, sql: "SELECT * FROM snapshot WHERE number = ?", arguments: [number])
      .map { try snapshot(db, $0) }
  }

  private static func snapshot(_ db: Database, _ row: Row) throws -> Snapshot {
    let number: Int = row["number"]
    let hash: Data = row["hash"]
    return Snapshot(
      number: number, startedAt: Timestamp(nanoseconds: row["started_at_ns"]),
      finishedAt: Timestamp(nanoseconds: row["finished_at_ns"]), forcedClock: row["forced_clock"],
      clockBehind: row["clock_behind"], scope: try scope(db, number), hash: hash.hexadecimal,
      toolVersion: row["tool_version"])
  }

  private static func scope(_ db: Database, _ number: Int) throws -> Selection {
    func ids(_ kind: ContainerKind) throws -> [String] {
      try String.fetchAll(
        db, sql: "SELECT id FROM snapshot_scope WHERE snapshot = ? AND kind = ? ORDER BY id",
        arguments: [number, kind.rawValue])
    }
    return Selection(
      organizationIDs: try ids(.organization), cloudIDs: try ids(.cloud), folderIDs: try ids(.folder),
      serviceAccountIDs: try ids(.serviceAccount))
  }

  static func gaps(_ db: Database, of number: Int) throws -> [Gap] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM gap WHERE snapshot = ? ORDER BY kind, id", arguments: [number]
    ).map(gap)
  }

  static func gap(_ row: Row) -> Gap {
    Gap(
      kind: ContainerKind(rawValue: row["kind"]) ?? .cloud, id: row["id"], name: row["name"],
      parentID: row["parent_id"], reason: Gap.Reason(rawValue: row["reason"]) ?? .badAnswer,
      code: row["code"], status: row["status"], requestID: row["request_id"])
  }

  static func summary(_ db: Database, of snapshot: Snapshot) throws -> RecordedSnapshot {
    func count(_ sql: String) throws -> Int {
      try Int.fetchOne(db, sql: sql, arguments: ["n": snapshot.number]) ?? 0
    }
    return RecordedSnapshot(
      snapshot: snapshot,
      keys: try count("SELECT count(*) FROM api_key_version WHERE ended IS NULL AND began <= :n"),
      created: try count(
        """
        SELECT count(*) FROM api_key_version v WHERE began = :n
          AND NOT EXISTS (SELECT 1 FROM api_key_version o WHERE o.key = v.key AND o.ended = :n)
        """),
      deleted: try count(
        """
        SELECT count(*) FROM api_key_version v WHERE ended = :n
          AND NOT EXISTS (SELECT 1 FROM api_key_version o WHERE o.key = v.key AND o.began = :n)
        """),
      changed: try count(
        """
        SELECT count(*) FROM api_key_version v WHERE ended = :n
          AND EXISTS (SELECT 1 FROM api_key_version o WHERE o.key = v.key AND o.began = :n)
        """),
      used: try count("SELECT count(*) FROM key_use WHERE began = :n"),
      gaps: try gaps(db, of: snapshot.number))
  }
}

extension Data {
  /// Two lowercase digits a byte.
  var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
