import Foundation

/// A file that is written aside and renamed, so that nobody ever sees half of it; mode 0600.
enum OutputFile {
  static func write(_ path: String, _ body: (_ sink: @escaping ([UInt8]) throws -> Void) throws -> Void)
    throws
  {
    let aside = path + ".\(getpid()).tmp"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try body { bytes in
        var written = 0
        while written < bytes.count {
          let count = bytes.withUnsafeBytes { buffer in
            Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
          }
          guard count > 0 else { throw failure(path) }
          written += count
        }
      }
      guard fsync(descriptor) == 0 else { throw failure(path) }
    } catch {
      close(descriptor)
      unlink(aside)
      throw error
    }
    guard close(descriptor) == 0, rename(aside, path) == 0 else {
      let failed = failure(path)
      unlink(aside)
      throw failed
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      .cannotWrite,
      "\(path) can't be written (\(String(cString: strerror(errno)))). Check the folder's permissions and free space."
    )
  }
}
