/// A request as the client asks for it; header names are lower case.
package struct HTTPRequest: Sendable {
  package var method: String
  package var url: String
  package var headers: [String: String]
  package var body: [UInt8]?
  /// How long the whole exchange may take, the body included.
  package var timeout: Duration

  package init(
    method: String = "GET", url: String, headers: [String: String] = [:], body: [UInt8]? = nil,
    timeout: Duration = .seconds(30)
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

/// A whole answer; header names are lower case.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var headers: [String: String]
  package var body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// What carries requests: async-http-client, or a fake in tests.
package protocol Transport: Sendable {
  /// Throws `TransportError` when there is no whole answer, `CancellationError` when cancelled.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// Why there was no whole answer.
package struct TransportError: Error, Sendable, Equatable {
  package enum Kind: Sendable {
    /// No connection was made: refused, an unknown host, TLS.
    case unreachable
    /// The connection broke, or the body was cut.
    case interrupted
    case timedOut
    /// The body passed the bound on its size.
    case tooLarge
  }
  package var kind: Kind
  package var message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
