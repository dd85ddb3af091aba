/// When a failed attempt is repeated: a pure function of the attempt, its outcome and the time spent.
package struct RetryPolicy: Sendable, Equatable {
  package enum Step: Sendable, Equatable {
    case retry(after: Duration)
    case giveUp
  }
  package var attempts = 4
  package var firstDelay: Duration = .milliseconds(100)
  package var longestDelay: Duration = .seconds(20)
  /// One request, its body included.
  package var requestTimeout: Duration = .seconds(30)
  /// All attempts and the waits between them.
  package var deadline: Duration = .seconds(40)

  package init() {}

  /// - Parameters:
  ///   - attempt: the attempt that failed, from 1.
  ///   - retryAfter: what the server asked for, if it did.
  ///   - random: 0 ..< 1, for full jitter.
  package func step(
    attempt: Int, error: APIError, retryAfter: Duration? = nil, elapsed: Duration, random: Double
  ) -> Step {
    guard attempt < attempts, Self.isRetriable(error) else { return .giveUp }
    var ceiling = firstDelay
    for _ in 1..<max(1, attempt) where ceiling < longestDelay { ceiling = ceiling * 2 }
    let delay = max(min(ceiling, longestDelay) * random, retryAfter ?? .zero)
    return elapsed + delay < deadline ? .retry(after: delay) : .giveUp
  }

  static func isRetriable(_ error: APIError) -> Bool {
    switch error.cause {
    case .unreachable, .interrupted: return true
    case .unauthenticated, .badAnswer: return false
    case .answered:
      if error.code == 14 || error.code == 8 { return true }
      return [200, 429, 500, 502, 503, 504].contains(error.status ?? 0)
    }
  }
}
