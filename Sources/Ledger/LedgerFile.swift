import Foundation
import GRDB

/// The ledger's file: made, opened and refused.
struct LedgerFile {
  let path: String

  private var isThere: Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int ?? 0) > 0
  }

  func makeFolder() throws(LedgerError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotWrite(path: path, detail: "its folder can't be made")
    }
  }

  func openForRecording() throws(LedgerError) -> DatabaseQueue {
    if isThere { try check() }
    // Made by us with mode 0600 before SQLite opens it; the -wal and -shm files take the same mode.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, detail: String(cString: strerror(errno)))
    }
    close(descriptor)
    do {
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.migrator.migrate(queue)
      return queue
    } catch {
      throw .naming(error, path: path)
    }
  }

  /// Opens for reading only; never makes a file.
  func openForReading() throws(LedgerError) -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    guard isThere else { throw .noSnapshot(moment: "latest") }
    return try check()
  }

  /// Refuses what is not a ledger of ours, or is from a newer version, without touching it.
  @discardableResult
  private func check() throws(LedgerError) -> DatabaseQueue {
    do {
      let queue = try readOnlyQueue()
      try queue.inDatabase { db in
        guard try Int64.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
          let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
          throw tables == 0
            ? LedgerError.noSnapshot(moment: "latest") : LedgerError.notALedger(path: path)
        }
        guard try !Schema.migrator.hasBeenSuperseded(db) else {
          throw LedgerError.newerVersion(path: path)
        }
      }
      return queue
    } catch {
      let named = LedgerError.naming(error, path: path)
      if case .cannotWrite(_, let detail) = named { throw .cannotRead(path: path, detail: detail) }
      throw named
    }
  }

  private func readOnlyQueue() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Removes a ledger that holds no snapshot: one that a failed first walk had made.
  func removeIfNew() {
    guard let queue = try? readOnlyQueue(),
      let count = try? queue.inDatabase({ try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshot") }),
      count == 0
    else { return }
    try? queue.close()
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
