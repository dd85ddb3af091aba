import Foundation
import GRDB
import Inventory

/// A ledger opened for reading.
package struct Ledger: Sendable {
  package let path: String

  /// Opens an existing ledger; never makes one.
  package init(reading path: String) throws(LedgerError) {
    self.path = path
    try LedgerFile(path: path).openForReading().closing()
  }

  /// Every snapshot, oldest first.
  package func snapshots() throws(LedgerError) -> [Snapshot] {
    try read { try SnapshotRows.all($0) }
  }

  /// The snapshot that a moment means; throws `noSnapshot` when there is none.
  package func snapshot(at moment: Moment) throws(LedgerError) -> Snapshot {
    let found = try read { db -> Snapshot? in
      let number: Int?
      switch moment {
      case .latest:
        number = try Int.fetchOne(db, sql: "SELECT max(number) FROM snapshot")
      case .previous:
        number = try Int.fetchOne(db, sql: "SELECT max(number) - 1 FROM snapshot")
      case .number(let asked):
        number = asked
      case .instant(let instant, _):
        number = try Int.fetchOne(
          db, sql: "SELECT max(number) FROM snapshot WHERE started_at_ns <= ?",
          arguments: [instant.nanoseconds])
      }
      return try number.flatMap { try SnapshotRows.fetch(db, number: $0) }
    }
    guard let found else { throw .noSnapshot(moment: moment.text) }
    return found
  }

  /// The gaps of a snapshot.
  package func gaps(of snapshot: Snapshot) throws(LedgerError) -> [Gap] {
    try read { try SnapshotRows.gaps($0, of: snapshot.number) }
  }

  /// The counts and differences of a snapshot.
  package func summary(of snapshot: Snapshot) throws(LedgerError) -> RecordedSnapshot {
    try read { try SnapshotRows.summary($0, of: snapshot) }
  }

  /// Opens the ledger at a snapshot for rules and reports.
  package func session(
    at snapshot: Snapshot, catalog: [CatalogScope], ownerLabels: [String]
  ) throws(LedgerError) -> AuditSession {
    try AuditSession(
      queue: try LedgerFile(path: path).openForReading(), path: path, snapshot: snapshot,
      catalog: catalog, ownerLabels: ownerLabels)
  }

  /// Recomputes the hash chain and checks the file; the result lists every damage found.
  package func verify(head: String? = nil) throws(LedgerError) -> Verification {
    try read { try Verification.run($0, head: head) }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    let queue = try LedgerFile(path: path).openForReading()
    do {
      let value = try queue.inDatabase(body)
      try queue.close()
      return value
    } catch {
      throw .naming(error, path: path)
    }
  }
}

extension DatabaseQueue {
  fileprivate func closing() throws(LedgerError) {
    do {
      try close()
    } catch {
      throw .naming(error, path: path)
    }
  }
}
