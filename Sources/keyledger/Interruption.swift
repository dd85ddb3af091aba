import Dispatch
import Foundation

/// Turns ^C and SIGTERM into cancellation, so that a walk ends cleanly with nothing recorded.
enum Interruption {
  /// Runs `body`; throws `Failure` with 130 or 143 when a signal ended it.
  static func watching<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    let received = Received()
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        Task {
          await received.note(number)
          task.cancel()
        }
      }
      source.resume()
      sources.append(source)
    }
    defer { for source in sources { source.cancel() } }
    do {
      return try await task.value
    } catch {
      guard let number = await received.number else { throw error }
      throw Failure(number == SIGTERM ? .terminated : .interrupted, "stopped; nothing was recorded.")
    }
  }

  private actor Received {
    private(set) var number: Int32?
    func note(_ number: Int32) { self.number = self.number ?? number }
  }
}
