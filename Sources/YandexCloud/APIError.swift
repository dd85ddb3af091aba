import Foundation

/// A call that failed for good, with what support asks for. Never holds a token.
package struct APIError: Error, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The server answered with an error.
    case status
    /// No whole answer came.
    case transport(TransportError.Kind)
    /// An answer came that can't be believed.
    case badAnswer
  }

  package var kind: Kind
  /// The HTTP status, when there was an answer.
  package var status: Int?
  /// google.rpc.Code, as the body says; derived from the status where the body says nothing.
  package var code: Int?
  package var message: String
  package var requestID: String?
  /// The path without its query.
  package var path: String

  package init(
    kind: Kind, status: Int? = nil, code: Int? = nil, message: String, requestID: String? = nil,
    path: String
  ) {
    self.kind = kind
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.path = path
  }

  package var isNotFound: Bool { code == 5 }
  package var isForbidden: Bool { code == 7 }
  package var isUnauthenticated: Bool { code == 16 }
}

extension APIError {
  private struct Body: Decodable {
    struct Detail: Decodable { let requestId: String? }
    let code: Int?
    let message: String?
    let details: [Detail]?
  }

  /// Reads an error answer: google.rpc.Status, or whatever a balancer sent. 400 is shared by three codes,
  /// so the body's `code` decides.
  package init(response: HTTPResponse, requestID: String, path: String) {
    let body = try? JSONDecoder().decode(Body.self, from: Data(response.body))
    self.init(
      kind: .status, status: response.status,
      code: body?.code ?? Self.code(ofStatus: response.status),
      message: body?.message.map { String($0.prefix(500)) } ?? "HTTP \(response.status) without an explanation",
      requestID: response.headers["x-request-id"]
        ?? body?.details?.compactMap(\.requestId).first ?? requestID,
      path: path)
  }

  /// google.rpc.Code by HTTP status (YANDEX_CLOUD: google/rpc/code.proto), for answers without a body.
  private static func code(ofStatus status: Int) -> Int? {
    [401: 16, 403: 7, 404: 5, 409: 6, 429: 8, 499: 1, 500: 13, 501: 12, 502: 14, 503: 14, 504: 4][status]
  }
}
