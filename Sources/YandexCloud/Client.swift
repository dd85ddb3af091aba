import Foundation
import Inventory
import Logging

/// A typed, read-only client of the Yandex Cloud REST API. Every method throws `APIError`, or
/// `CancellationError`.
package struct Client: Sendable {
  /// Time and chance, injected so that tests wait for nothing.
  package struct Timing: Sendable {
    package var sleep: @Sendable (Duration) async throws -> Void
    package var random: @Sendable () -> Double
    package init(
      sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
      random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
      self.sleep = sleep
      self.random = random
    }
  }
  package let endpoints: Endpoints
  private let transport: any Transport
  private let tokens: TokenStore
  private let limiter: Limiter
  private let policy: RetryPolicy
  private let timing: Timing
  private let userAgent: String
  private let logger: Logger?
  package let calls = CallCounter()

  package init(
    endpoints: Endpoints = .standard, transport: any Transport, tokenSource: any TokenSource,
    maxInFlight: Int = 32, version: String, policy: RetryPolicy = RetryPolicy(),
    timing: Timing = Timing(), logger: Logger? = nil
  ) {
    self.endpoints = endpoints
    self.transport = transport
    self.policy = policy
    self.timing = timing
    self.logger = logger
    tokens = TokenStore(tokenSource)
    limiter = Limiter(maximum: maxInFlight)
    userAgent = "keyledger/" + version
  }

  /// One GET, with its retries and token renewals.
  func get<Body: Decodable>(
    _ service: Endpoints.Service, _ path: String, query: [(String, String)] = [], as: Body.Type
  ) async throws -> Body {
    var url = endpoints.base(service) + path
    let pairs = query.map { $0.0 + "=" + Self.percentEncoded($0.1) }
    if !pairs.isEmpty { url += "?" + pairs.joined(separator: "&") }
    var attempt = 1
    var elapsed = Duration.zero
    var refusals = 0
    while true {
      let lease = try await tokens.lease()
      let id = UUID().uuidString.lowercased()
      let request = HTTPRequest(
        url: url,
        headers: [
          "authorization": "Bearer " + lease.token.value, "accept": "application/json",
          "x-request-id": id, "user-agent": userAgent,
        ], timeout: min(policy.requestTimeout, policy.deadline - elapsed))
      try await limiter.acquire()
      let start = ContinuousClock.now
      let outcome = await self.attempt(request, path: path, id: id, as: Body.self)
      elapsed += ContinuousClock.now - start
      let failure: APIError
      switch outcome.result {
      case .success(let body):
        await limiter.release(succeeded: true)
        await tokens.succeeded(lease)
        return body
      case .failure(let error as APIError):
        let pushed = error.status == 429 || error.status == 503 || error.code == 8
        await limiter.release(pushedBack: pushed)
        failure = error
      case .failure(let error):
        await limiter.release()
        throw error
      }
      if failure.code == 16 {
        try await tokens.refused(lease, error: failure)
        // One place that refuses tokens which others take must not renew for ever.
        refusals += 1
        if refusals >= policy.attempts { throw failure }
        continue
      }
      // An answer other than 401 shows that the token was taken.
      if failure.cause == .answered, (failure.status ?? 500) < 500 { await tokens.succeeded(lease) }
      switch policy.step(
        attempt: attempt, error: failure, retryAfter: outcome.retryAfter, elapsed: elapsed,
        random: timing.random())
      {
      case .giveUp:
        var final = failure
        if final.cause == .answered, final.status == 200 { final.cause = .badAnswer }
        throw final
      case .retry(let delay):
        try await timing.sleep(delay)
        elapsed += delay
        attempt += 1
      }
    }
  }

  private func attempt<Body: Decodable>(
    _ request: HTTPRequest, path: String, id: String, as: Body.Type
  ) async -> (result: Result<Body, any Error>, retryAfter: Duration?) {
    await calls.made()
    do {
      let response = try await transport.send(request)
      let requestID = response.headers["x-request-id"] ?? id
      logger?.debug("\(request.method) \(path) \(response.status) \(requestID)")
      guard response.status == 200 else {
        let wait = response.headers["retry-after"].flatMap { RetryAfter.parse($0, now: Date()) }
        return (.failure(APIError(response, path: path, ourID: id)), wait)
      }
      do {
        let body = try JSONDecoder().decode(Body.self, from: Data(response.body))
        await calls.answered()
        return (.success(body), nil)
      } catch {
        // Not JSON at all may be a balancer's page or a cut body, and is worth another try; JSON of
        // another shape will be the same again.
        let isJSON = (try? JSONSerialization.jsonObject(with: Data(response.body))) != nil
        return (
          .failure(
            APIError(
              cause: isJSON ? .badAnswer : .answered, status: 200,
              message: isJSON ? "JSON of an unexpected shape" : "the answer is not JSON",
              requestID: requestID, path: path)), nil
        )
      }
    } catch let error as TransportError {
      logger?.debug("\(request.method) \(path) \(error.message) \(id)")
      let cause: APIError.Cause =
        switch error.kind {
        case .unreachable: .unreachable
        case .interrupted, .timedOut: .interrupted
        case .tooLarge: .badAnswer
        }
      return (.failure(APIError(cause: cause, message: error.message, requestID: id, path: path)), nil)
    } catch {
      return (.failure(error), nil)
    }
  }

  /// Everything but RFC 3986's unreserved characters, encoded.
  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return result
  }
}

/// How many calls were made, retries included, and how many were answered well.
package actor CallCounter {
  package private(set) var total = 0
  package private(set) var good = 0
  func made() { total += 1 }
  func answered() { good += 1 }
}
