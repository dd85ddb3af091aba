import Foundation

/// When a failed call is tried again, as a pure value: from an attempt's outcome to the next step.
package struct RetryPolicy: Sendable, Equatable {
  package enum Step: Equatable {
    case giveUp
    case again(after: Duration)
  }

  /// Attempts in all.
  package var attempts = 4
  package var firstDelay: Duration = .milliseconds(100)
  package var longestDelay: Duration = .seconds(20)
  /// For one attempt.
  package var timeout: Duration = .seconds(30)
  /// For a call with all its attempts: an account that never answers is a gap within 45 s.
  package var deadline: Duration = .seconds(40)

  package init() {}

  /// - Parameters:
  ///   - attempt: the number of the attempt that failed, from 1.
  ///   - elapsed: since the call's first attempt began.
  ///   - retryAfter: what the server asked for.
  ///   - random: 0 ..< 1, for full jitter.
  package func next(
    after error: APIError, attempt: Int, elapsed: Duration, retryAfter: Duration?, random: Double
  ) -> Step {
    guard attempt < attempts, isTransient(error) else { return .giveUp }
    let doubled = firstDelay * (1 << min(attempt - 1, 16))
    let delay = retryAfter ?? min(doubled, longestDelay) * random
    // Half a second is the least in which a further attempt makes sense.
    guard elapsed + delay + .milliseconds(500) < deadline else { return .giveUp }
    return .again(after: delay)
  }

  /// The time that an attempt may take, so that the whole call ends by its deadline.
  package func timeout(elapsed: Duration) -> Duration { min(timeout, deadline - elapsed) }

  /// Worth another try: UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, INTERNAL and UNKNOWN, a
  /// broken connection, an answer that is not what was asked for.
  private func isTransient(_ error: APIError) -> Bool {
    switch error.kind {
    case .transport(.tls), .transport(.tooLarge): false
    case .transport: true
    case .badAnswer: true
    case .status:
      if let code = error.code { [14, 8, 4, 13, 2].contains(code) } else { (error.status ?? 0) >= 500 }
    }
  }

  /// Reads Retry-After: seconds, or an HTTP date against the answer's own Date.
  package static func retryAfter(_ headers: [String: String]) -> Duration? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Double(text), seconds >= 0, seconds.isFinite {
      return .milliseconds(Int64(min(seconds, 3600) * 1000))
    }
    guard let then = httpDate(text), let now = headers["date"].flatMap(httpDate) else { return nil }
    return .milliseconds(Int64(min(max(then.timeIntervalSince(now), 0), 3600) * 1000))
  }

  private static func httpDate(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: text)
  }
}
