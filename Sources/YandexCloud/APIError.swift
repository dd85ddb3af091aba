import Foundation

/// A call that did not succeed, as facts. It never holds a token.
package struct APIError: Error, Sendable, Equatable {
  package enum Cause: Sendable {
    /// The server answered with an error.
    case answered
    /// No connection could be made.
    case unreachable
    /// No whole answer: a reset, a cut body, a timeout.
    case interrupted
    /// An answer that could not be believed.
    case badAnswer
    /// There is no usable credential any more (refused, and not to be renewed).
    case unauthenticated
  }
  package var cause: Cause
  /// The HTTP status, when there was an answer.
  package var status: Int?
  /// google.rpc.Code of the body, or the one that the HTTP status stands for.
  package var code: Int?
  package var message: String
  /// The server's x-request-id, or ours.
  package var requestID: String?
  /// The path called, without its query.
  package var path: String

  package init(
    cause: Cause, status: Int? = nil, code: Int? = nil, message: String, requestID: String? = nil,
    path: String
  ) {
    self.cause = cause
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.path = path
  }

  /// Reads an error answer: google.rpc.Status when the body is one, else the status decides.
  init(_ response: HTTPResponse, path: String, ourID: String) {
    let body = try? JSONDecoder().decode(StatusBody.self, from: Data(response.body))
    let inDetails = body?.details?.lazy.compactMap(\.requestId).first
    self.init(
      cause: .answered, status: response.status,
      code: body?.code ?? Self.code(forStatus: response.status),
      message: String((body?.message ?? "HTTP \(response.status)").prefix(500)),
      requestID: response.headers["x-request-id"] ?? inDetails ?? ourID, path: path)
  }

  /// The gRPC code that an HTTP status stands for (google/rpc/code.proto).
  package static func code(forStatus status: Int) -> Int? {
    switch status {
    case 400: 3
    case 401: 16
    case 403: 7
    case 404: 5
    case 409: 10
    case 429: 8
    case 499: 1
    case 501: 12
    case 502, 503: 14
    case 504: 4
    case 500...599: 13
    default: nil
    }
  }

  private struct StatusBody: Decodable {
    struct Detail: Decodable { var requestId: String? }
    var code: Int?
    var message: String?
    var details: [Detail]?
  }
}
