/// How many may go on at once: 1 to `maximum`, halved by a pushback, widened by successes.
package struct Pace: Sendable, Equatable {
  package let maximum: Int
  private var exact: Double
  private var sinceHalved: Int

  package init(maximum: Int) {
    self.maximum = max(1, maximum)
    exact = Double(self.maximum)
    sinceHalved = self.maximum
  }

  package var width: Int { max(1, Int(exact)) }

  package mutating func succeeded() {
    sinceHalved += 1
    exact = min(Double(maximum), exact + 1 / exact)
  }

  /// 429 or 503. The answers to requests already in flight count as one pushback.
  package mutating func pushedBack() {
    sinceHalved += 1
    guard sinceHalved >= width else { return }
    sinceHalved = 0
    exact = max(1, exact / 2)
  }
}

/// A counting semaphore whose width follows a `Pace`; waiters are served in order.
package actor Limiter {
  private var pace: Pace
  private var inUse = 0
  private var nextID = 0
  private var waiters: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []

  package init(maximum: Int) { pace = Pace(maximum: maximum) }

  /// Waits for a place; throws `CancellationError` when cancelled, holding none.
  package func acquire() async throws {
    try Task.checkCancellation()
    if inUse < pace.width, waiters.isEmpty {
      inUse += 1
      return
    }
    nextID += 1
    let id = nextID
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiters.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.abandon(id) }
    }
  }

  package func release(pushedBack: Bool = false, succeeded: Bool = false) {
    if pushedBack { pace.pushedBack() }
    if succeeded { pace.succeeded() }
    inUse -= 1
    while inUse < pace.width, !waiters.isEmpty {
      inUse += 1
      waiters.removeFirst().continuation.resume()
    }
  }

  private func abandon(_ id: Int) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: index).continuation.resume(throwing: CancellationError())
  }
}
