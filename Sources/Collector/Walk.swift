import Inventory
import YandexCloud

/// The walk: organizations, clouds, folders, service accounts, keys; one list call a page.
///
/// It holds ids of clouds and folders, one page of each folder in flight, and nothing else.
package struct Walk: Sendable {
  static let cloudsAtOnce = 32
  static let foldersAtOnce = 64
  static let accountsAtOnce = 32

  let client: Client
  let selection: Selection
  let known: KnownContainers

  package init(client: Client, selection: Selection, known: KnownContainers = KnownContainers()) {
    self.client = client
    self.selection = selection
    self.known = known
  }

  /// Walks, and returns the final counts. `emit` gets batches one at a time, a parent before its
  /// children; what it throws ends the walk. Throws `WalkError` when nothing may be recorded, whatever
  /// was emitted until then; else only `CancellationError`.
  package func run(
    _ emit: @escaping @Sendable ([Observation]) async throws -> Void,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Progress {
    let outlet = Outlet(calls: client.calls, emit: emit, report: progress)
    let folders = Limiter(maximum: Self.foldersAtOnce)
    let steps = Steps(walk: self, outlet: outlet, folders: folders)
    if selection.isEverything {
      try await steps.everything()
    } else {
      try await steps.selected()
    }
    if await outlet.sawNothing { throw WalkError(nothingSeen: await outlet.firstError) }
    try await outlet.flush()
    return await outlet.result()
  }
}
