@testable import YandexCloud

/// A network of scripted answers: each request takes the next one, and is kept.
actor FakeTransport: Transport {
  enum Answer {
    case reply(Int, String, [String: String] = [:])
    case broken(TransportError.Kind)
  }

  private var answers: [Answer]
  private(set) var requests: [HTTPRequest] = []

  init(_ answers: [Answer]) { self.answers = answers }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests.append(request)
    guard !answers.isEmpty else { throw TransportError(.unreachable, "nothing more is scripted") }
    switch answers.removeFirst() {
    case .reply(let status, let body, let headers):
      return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    case .broken(let kind): throw TransportError(kind, "scripted")
    }
  }

  /// A client of this network that never waits.
  nonisolated func client(_ source: any TokenSource = FixedToken(IAMToken("t1.a.b"))) -> Client {
    Client(
      transport: self, tokenSource: source, version: "test",
      timing: Client.Timing(sleep: { _ in }, random: { 0.5 }))
  }
}

/// Tokens in order; the last one for ever.
actor Tokens: TokenSource {
  nonisolated let canRenew = true
  private var left: [String]
  private(set) var given = 0
  init(_ tokens: [String]) { left = tokens }
  func token() async throws -> IAMToken {
    given += 1
    return IAMToken(left.count > 1 ? left.removeFirst() : left[0])
  }
}
