/// Where tokens come from.
package protocol TokenSource: Sendable {
  /// Whether asking again may give another token.
  var canRenew: Bool { get }
  /// A token; throws `APIError`.
  func token() async throws -> IAMToken
}

/// A token that was given, and cannot be renewed.
package struct FixedToken: TokenSource {
  package let canRenew = false
  private let value: IAMToken
  package init(_ value: IAMToken) { self.value = value }
  package func token() async throws -> IAMToken { value }
}

/// The current token, and its renewal: one at a time, decided by 401s.
package actor TokenStore {
  struct Lease: Sendable {
    let token: IAMToken
    let generation: Int
  }
  private let source: any TokenSource
  private var current: Lease?
  private var proven = 0
  private var generation = 0
  private var renewal: Task<IAMToken, any Error>?
  private var ended: APIError?

  package init(_ source: any TokenSource) { self.source = source }

  /// The current token, fetched if there is none.
  func lease() async throws -> Lease {
    if let ended { throw ended }
    if let current { return current }
    let task = renewal ?? Task { [source] in try await source.token() }
    renewal = task
    let result = await task.result
    // Whoever resumes first takes the result in; the others find it there.
    if renewal == task {
      renewal = nil
      switch result {
      case .success(let token) where token.isUsable:
        generation += 1
        current = Lease(token: token, generation: generation)
      case .success:
        ended = APIError(cause: .unauthenticated, code: 16, message: "the token is not usable", path: "")
      case .failure(let error as APIError) where error.cause == .unauthenticated:
        ended = error
      case .failure: break
      }
    }
    if let ended { throw ended }
    if let current { return current }
    throw try result.failure()
  }

  /// A call with this lease succeeded.
  func succeeded(_ lease: Lease) { proven = max(proven, lease.generation) }

  /// A call with this lease answered 401: throws when nothing better than it can be had.
  func refused(_ lease: Lease, error: APIError) throws {
    if let ended { throw ended }
    // An older token: the call just repeats with the current one.
    guard lease.generation == generation, current != nil else { return }
    guard source.canRenew, proven >= lease.generation else {
      var final = error
      final.cause = .unauthenticated
      ended = final
      throw final
    }
    current = nil
  }
}

extension Result where Failure == any Error {
  fileprivate func failure() throws -> any Error {
    switch self {
    case .success: CancellationError()
    case .failure(let error): error
    }
  }
}
