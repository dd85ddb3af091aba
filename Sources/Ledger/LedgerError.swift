import GRDB

/// What went wrong with the ledger; the command line turns each into a sentence and an exit code.
package enum LedgerError: Error, Equatable {
  /// There is no file where a reader looked.
  case missing(path: String)
  /// The file is something else than a ledger; it was left untouched.
  case notALedger(path: String)
  /// A newer keyledger wrote the file; it was left untouched.
  case newerVersion(path: String)
  /// SQLite finds the file damaged.
  case damaged(path: String, detail: String)
  /// Another snapshot holds the lock, or a writer the database.
  case busy(path: String)
  /// The file or its folder can't be written: permissions, a full disk.
  case cannotWrite(path: String, detail: String)
  /// The file is there but can't be read.
  case cannotRead(path: String, detail: String)
  /// No snapshot at or before the moment asked for.
  case noSnapshot(moment: String)
  /// The text is no moment: not `latest`, `previous`, a number, a date or an RFC 3339 instant.
  case notAMoment(String)
  /// A query was refused or failed; `message` is SQLite's.
  case query(message: String)
}

extension LedgerError {
  /// Names SQLite's result codes in the ledger's terms.
  static func naming(_ error: any Error, path: String) -> LedgerError {
    if let already = error as? LedgerError { return already }
    guard let error = error as? DatabaseError else {
      return .cannotWrite(path: path, detail: String(describing: error))
    }
    let detail = error.message ?? error.resultCode.description
    return switch error.resultCode {
    case .SQLITE_NOTADB: .notALedger(path: path)
    case .SQLITE_CORRUPT: .damaged(path: path, detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_NOLFS:
      .cannotWrite(path: path, detail: detail)
    default: .query(message: detail)
    }
  }
}
