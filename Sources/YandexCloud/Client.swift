import Foundation
import Inventory
import Logging

/// A typed, read-only client of the REST API: every call is a GET.
package struct Client: Sendable {
  private let transport: any Transport
  private let endpoints: Endpoints
  private let tokens: TokenStore
  private let limit: FlightLimit
  private let retry: RetryPolicy
  private let userAgent: String
  private let logger: Logger?

  /// - Parameters:
  ///   - maxInFlight: requests at once.
  ///   - logger: told of each attempt's method, path, status and request id; never of a header.
  package init(
    transport: any Transport, endpoints: Endpoints, credential: any TokenSource,
    maxInFlight: Int = 32, retry: RetryPolicy = RetryPolicy(), version: String, logger: Logger? = nil
  ) {
    self.transport = transport
    self.endpoints = endpoints
    tokens = TokenStore(source: credential)
    limit = FlightLimit(maxInFlight)
    self.retry = retry
    userAgent = "keyledger/\(version)"
    self.logger = logger
  }

  /// Reads a resource, decodes it, and repeats as the retry policy says. Throws `APIError`,
  /// `CredentialError` or `CancellationError`.
  func get<Answer: Decodable & Sendable>(
    _ service: Service, _ path: String, query: [(String, String)] = [], as: Answer.Type
  ) async throws -> Answer {
    let started = ContinuousClock.now
    var attempt = 1
    while true {
      let elapsed = ContinuousClock.now - started
      var retryAfter: Duration?
      let failed: APIError
      switch try await once(service, path, query, timeout: retry.timeout(elapsed: elapsed)) {
      case .answer(let body, let requestID):
        do {
          return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
          failed = APIError(
            kind: .badAnswer, status: 200, message: "the answer is not the JSON that was asked for",
            requestID: requestID, path: path)
        }
      case .again: continue
      case .failure(let failure, let asked):
        failed = failure
        retryAfter = asked
      }
      let step = retry.next(
        after: failed, attempt: attempt, elapsed: ContinuousClock.now - started,
        retryAfter: retryAfter, random: .random(in: 0..<1))
      guard case .again(let delay) = step else { throw failed }
      try await Task.sleep(for: delay)
      attempt += 1
    }
  }

  private enum Outcome {
    case answer([UInt8], requestID: String)
    /// The token was renewed: the same attempt again.
    case again
    case failure(APIError, retryAfter: Duration?)
  }

  private func once(
    _ service: Service, _ path: String, _ query: [(String, String)], timeout: Duration
  ) async throws -> Outcome {
    let token = try await tokens.token()
    let requestID = UUID().uuidString.lowercased()
    let request = HTTPRequest(
      method: "GET", url: endpoints.base(of: service) + path + URLText.query(query),
      headers: [
        ("Authorization", "Bearer " + token.secret.reveal()), ("Accept", "application/json"),
        ("User-Agent", userAgent), ("x-request-id", requestID),
      ])
    let response: HTTPResponse
    do {
      response = try await limit.run { try await transport.send(request, timeout: timeout) }
    } catch let error as TransportError {
      logger?.debug("GET", metadata: ["path": "\(path)", "failed": "\(error.detail)", "request_id": "\(requestID)"])
      return .failure(
        APIError(
          kind: .transport(error.kind), message: error.detail, requestID: requestID, path: path),
        retryAfter: nil)
    }
    let answered = response.headers["x-request-id"] ?? requestID
    logger?.debug(
      "GET", metadata: ["path": "\(path)", "status": "\(response.status)", "request_id": "\(answered)"])
    if response.status == 200 {
      await tokens.succeeded(token.generation)
      return .answer(response.body, requestID: answered)
    }
    let error = APIError(response: response, requestID: requestID, path: path)
    if error.isUnauthenticated, try await tokens.refused(token.generation) { return .again }
    return .failure(error, retryAfter: RetryPolicy.retryAfter(response.headers))
  }
}

/// Percent-encoding by RFC 3986: everything but the unreserved characters, since page tokens are opaque.
enum URLText {
  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.unicodeScalars.append(.init(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (byte < 16 ? "0" : "") + hex
      }
    }
    return encoded
  }

  static func query(_ pairs: [(String, String)]) -> String {
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&")
  }
}
