/// One request, ready to send.
package struct HTTPRequest: Sendable, Equatable {
  package var method: String
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]?

  package init(
    method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  package static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    left.method == right.method && left.url == right.url && left.body == right.body
      && left.headers.map(\.name) == right.headers.map(\.name)
      && left.headers.map(\.value) == right.headers.map(\.value)
  }
}

/// A whole answer.
package struct HTTPResponse: Sendable, Equatable {
  package var status: Int
  /// Names in lower case.
  package var headers: [String: String]
  package var body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why there was no whole answer.
package struct TransportError: Error, Equatable {
  package enum Kind: String, Sendable {
    /// Nobody answers there: refused, unknown host, no route.
    case unreachable
    /// TLS could not be agreed: a certificate that is not trusted.
    case tls
    case timeout
    /// The connection broke in mid-answer, or before it.
    case broken
    case tooLarge
  }
  package let kind: Kind
  package let detail: String

  package init(kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

/// Sends requests: the real network, or a test's own cloud. Follows no redirect.
package protocol Transport: Sendable {
  /// Throws `TransportError`, or `CancellationError`.
  func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse
}
