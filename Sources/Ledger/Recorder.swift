import Foundation
import GRDB
import Inventory

/// Records one snapshot: takes the lock, stages what the walk observes, and applies it in one transaction.
///
/// Dropping a recorder before `finish` leaves the ledger as it was.
package actor Recorder {
  private let file: LedgerFile
  private let lock: LedgerLock
  private let queue: DatabaseQueue
  private var finished = false

  /// Opens the ledger for recording, making it when there is none, and takes the advisory lock.
  package init(path: String) throws(LedgerError) {
    file = LedgerFile(path: path)
    try file.makeFolder()
    lock = try LedgerLock(ledger: path)
    queue = try file.openForRecording()
    do {
      try queue.inDatabase { try $0.execute(sql: Stage.tables) }
    } catch {
      throw .naming(error, path: path)
    }
  }

  /// What the ledger holds open, for the walk to ask about what the cloud's lists no longer name.
  package func known() throws(LedgerError) -> KnownContainers {
    try naming { db in
      let clouds = try Row.fetchAll(
        db, sql: "SELECT id, organization_id, name FROM cloud_version WHERE ended IS NULL ORDER BY id")
      return KnownContainers(
        clouds: clouds.map { .init(id: $0[0], organizationID: $0[1], name: $0[2]) },
        folderIDs: try String.fetchSet(
          db, sql: "SELECT id FROM folder_version WHERE ended IS NULL"),
        serviceAccountIDs: try String.fetchSet(
          db,
          sql: """
            SELECT a.id FROM account_version v JOIN account a ON a.number = v.account
            WHERE v.ended IS NULL
            """))
    }
  }

  /// Keeps observations aside until `finish`.
  package func stage(_ observations: [Observation]) throws(LedgerError) {
    do {
      try queue.inDatabase { db in
        try db.inSavepoint {
          try Stage.insert(observations, into: db)
          return .commit
        }
      }
    } catch {
      throw .naming(error, path: file.path)
    }
  }

  /// Applies everything staged as one snapshot, in one transaction.
  package func finish(
    startedAt: Timestamp, finishedAt: Timestamp, forcedClock: Bool, scope: Selection,
    toolVersion: String
  ) throws(LedgerError) -> RecordedSnapshot {
    let recorded = try naming { db in
      var recorded: RecordedSnapshot?
      try db.inTransaction(.immediate) {
        recorded = try Self.apply(
          db, startedAt: startedAt, finishedAt: finishedAt, forcedClock: forcedClock, scope: scope,
          toolVersion: toolVersion)
        return .commit
      }
      return recorded
    }
    guard let recorded else {
      throw .cannotWrite(path: file.path, detail: "the recording was rolled back")
    }
    finished = true
    return recorded
  }

  /// Ends a recording that did not come to `finish`. A ledger that this recorder made is taken away again,
  /// so that a failed first walk leaves nothing behind.
  package func abandon() {
    guard !finished else { return }
    try? queue.close()
    file.removeIfNew()
  }

  private static func apply(
    _ db: Database, startedAt: Timestamp, finishedAt: Timestamp, forcedClock: Bool,
    scope: Selection, toolVersion: String
  ) throws -> RecordedSnapshot {
    let newest = try Row.fetchOne(
      db,
      sql: """
        SELECT number, hash, (SELECT max(started_at_ns) FROM snapshot) AS newest
        FROM snapshot ORDER BY number DESC LIMIT 1
        """)
    let number = (newest?["number"] ?? 0) + 1
    let clockBehind = newest.map { startedAt.nanoseconds < $0["newest"] } ?? false
    try db.execute(
      sql: """
        INSERT INTO snapshot (number, format, started_at_ns, finished_at_ns, forced_clock, clock_behind,
          tool_version, hash) VALUES (?, ?, ?, ?, ?, ?, ?, zeroblob(32))
        """,
      arguments: [
        number, Chain.format, startedAt.nanoseconds, finishedAt.nanoseconds, forcedClock, clockBehind,
        toolVersion,
      ])
    try ApplyStage(db: db, number: number, scope: scope).run()
    try Chain.hashes(db, of: number...number, after: newest?["hash"] ?? Chain.genesis) { _, hash in
      try db.execute(
        sql: "UPDATE snapshot SET hash = ? WHERE number = ?", arguments: [hash, number])
    }
    guard let snapshot = try SnapshotRows.fetch(db, number: number) else {
      throw LedgerError.query(message: "the new snapshot can't be read back")
    }
    return try SnapshotRows.summary(db, of: snapshot)
  }

  private func naming<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do {
      return try queue.inDatabase(body)
    } catch {
      throw .naming(error, path: file.path)
    }
  }
}
