import Foundation
import Inventory

/// The one place where the time is read.
enum Clock {
  /// Now; KEYLEDGER_NOW sets it for a snapshot's instant and for `status`, and for nothing else.
  static func now() throws -> (instant: Timestamp, forced: Bool) {
    if let text = Environment["KEYLEDGER_NOW"] {
      guard let instant = Timestamp(text) else {
        throw Failure(.usage, "KEYLEDGER_NOW is no RFC 3339 instant: \(Terminal.clean(text))")
      }
      return (instant, true)
    }
    return (read(), false)
  }

  /// The machine's clock.
  static func read() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}

/// The environment; an empty variable counts as absent.
enum Environment {
  static subscript(name: String) -> String? {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
    return value
  }
}
