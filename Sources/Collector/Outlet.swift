import Inventory
import YandexCloud

/// How far a walk is.
package struct Progress: Sendable, Equatable {
  package var clouds = 0
  package var folders = 0
  /// Accounts named by the lists so far.
  package var accountsKnown = 0
  /// Accounts whose keys were read, or could not be.
  package var accountsDone = 0
  package var keys = 0
  package var gaps = 0
  /// Requests made, retries included.
  package var calls = 0
  package init() {}
}

/// The one way out of a walk: counts, forgets nothing, and hands on batches one at a time, in order.
actor Outlet {
  private static let batch = 256
  private let emit: @Sendable ([Observation]) async throws -> Void
  private let report: @Sendable (Progress) -> Void
  private let calls: CallCounter
  private let turn = Limiter(maximum: 1)
  private var waiting: [Observation] = []
  private(set) var progress = Progress()
  private(set) var absences = 0
  private(set) var firstError: APIError?
  private var clouds: Set<String> = []
  private var folders: Set<String> = []
  private var accounts = 0

  init(
    calls: CallCounter, emit: @escaping @Sendable ([Observation]) async throws -> Void,
    report: @escaping @Sendable (Progress) -> Void
  ) {
    self.calls = calls
    self.emit = emit
    self.report = report
  }

  var sawNothing: Bool { clouds.isEmpty && folders.isEmpty && accounts == 0 && absences == 0 }

  func noted(_ error: APIError) { firstError = firstError ?? error }
  /// Whether this is the first time that the cloud is met.
  func meet(cloud id: String) -> Bool { clouds.insert(id).inserted }
  func meet(folder id: String) -> Bool { folders.insert(id).inserted }
  func hasMet(cloud id: String) -> Bool { clouds.contains(id) }
  func hasMet(folder id: String) -> Bool { folders.contains(id) }
  func found(accounts: Int) { progress.accountsKnown += accounts }

  func put(_ observation: Observation) async throws {
    switch observation {
    case .cloud: progress.clouds += 1
    case .folder: progress.folders += 1
    case .serviceAccount(_, let keys):
      accounts += 1
      progress.accountsDone += 1
      progress.keys += keys?.count ?? 0
    case .gap: progress.gaps += 1
    case .absent(let kind, _):
      absences += 1
      if kind == .serviceAccount { progress.accountsDone += 1 }
    case .organization: break
    }
    waiting.append(observation)
    progress.calls = await calls.total
    report(progress)
    if waiting.count >= Self.batch { try await flush() }
  }

  func flush() async throws {
    try await turn.acquire()
    let batch = waiting
    waiting = []
    do {
      if !batch.isEmpty { try await emit(batch) }
    } catch {
      await turn.release()
      throw error
    }
    await turn.release()
  }

  func result() async -> Progress {
    progress.calls = await calls.total
    return progress
  }
}
