/// A bound on requests in flight. A place is held for one attempt, not while a call waits to be repeated.
actor FlightLimit {
  private var free: Int
  private var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  private var nextID = 0

  init(_ width: Int) { free = width }

  /// Runs `body` in a place of its own; throws `CancellationError` when cancelled while waiting.
  func run<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await acquire()
    do {
      let value = try await body()
      release()
      return value
    } catch {
      release()
      throw error
    }
  }

  private func acquire() async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      return
    }
    let id = nextID
    nextID += 1
    let granted = await withTaskCancellationHandler {
      await withCheckedContinuation { waiting.append((id, $0)) }
    } onCancel: {
      Task { await self.cancel(id) }
    }
    if !granted { throw CancellationError() }
  }

  private func release() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().continuation.resume(returning: true)
    }
  }

  private func cancel(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(returning: false)
  }
}
