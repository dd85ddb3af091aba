import Foundation

/// The advisory lock beside the ledger, held from before the walk to after the recording, so that a
/// second cron learns at once that it is busy. The kernel drops it when the process ends, however it ends.
struct LedgerLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock; throws `busy` when another process holds it.
  init(ledger path: String) throws(LedgerError) {
    let lockPath = path + ".lock"
    descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, detail: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(path: path)
    }
  }

  deinit { close(descriptor) }
}
