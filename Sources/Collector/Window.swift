/// Runs the work of many items with at most `width` of them begun and not ended. Adding an item waits
/// for a free place; this is what holds a walk's memory to what is in flight.
func withWindow(
  width: Int,
  _ body: (_ add: (@escaping @Sendable () async throws -> Void) async throws -> Void) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    var running = 0
    try await body { work in
      if running >= width {
        try await group.next()
        running -= 1
      }
      running += 1
      group.addTask { try await work() }
    }
    try await group.waitForAll()
  }
}
