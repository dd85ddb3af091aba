import Inventory
import YandexCloud

/// The walk: organizations → clouds → folders → service accounts → keys.
package struct Walk: Sendable {
  private let client: Client
  private let selection: Selection
  private let known: KnownContainers
  private let width: Int

  /// - Parameters:
  ///   - known: what the ledger holds open, so that what the lists no longer name is asked for.
  ///   - width: jobs at once; the client bounds the requests.
  package init(
    client: Client, selection: Selection, known: KnownContainers = KnownContainers(), width: Int = 32
  ) {
    self.client = client
    self.selection = selection
    self.known = known
    self.width = width
  }

  /// Walks, and hands over what it learns in batches, a parent before its children.
  ///
  /// - Returns: how much there was.
  /// - Throws: `WalkError` when there is nothing to record, what `emit` throws, `CancellationError`.
  package func run(
    progress: @Sendable (Progress) -> Void = { _ in },
    emit: ([Observation]) async throws -> Void
  ) async throws -> Progress {
    var state = WalkState(selection: selection, known: known)
    try await withThrowingTaskGroup(of: (Job, Learned).self) { group in
      var running = 0
      var batch: [Observation] = []
      while true {
        while running < width, let job = state.next(&batch) {
          running += 1
          group.addTask { [client] in (job, try await job.run(client)) }
        }
        guard running > 0, let (job, learned) = try await group.next() else { break }
        running -= 1
        batch += try state.take(learned, of: job)
        progress(state.progress)
        if batch.count >= 256 {
          try await emit(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
      try state.finish()
      if !batch.isEmpty { try await emit(batch) }
    }
    return state.progress
  }
}
