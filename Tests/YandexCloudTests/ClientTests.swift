import Foundation
import Inventory
import Testing

@testable import YandexCloud

@Suite("The client")
struct ClientTests {
  @Test("pages a list with 1000 objects a call, and percent-encodes the token")
  func paging() async throws {
    let network = FakeTransport([
      .reply(200, #"{"apiKeys":[{"id":"k1","serviceAccountId":"a1"}],"nextPageToken":"a+/= &"}"#),
      .reply(200, #"{"apiKeys":[{"id":"k2","serviceAccountId":"a1","scope":"s","scopes":["t","s"]}]}"#),
    ])
    let keys = try await network.client().apiKeys(serviceAccountID: "a1")
    #expect(keys.map(\.id) == ["k1", "k2"])
    #expect(keys[1].scopes == [Scope("s"), Scope("t")])
    let urls = await network.requests.map(\.url)
    #expect(urls[0].contains("pageSize=1000"))
    #expect(!urls[0].contains("pageToken"))
    #expect(urls[1].contains("pageToken=a%2B%2F%3D%20%26"))
    #expect(await network.requests.allSatisfy { $0.method == "GET" })
  }

  @Test("an empty answer is an empty list")
  func empty() async throws {
    #expect(try await FakeTransport([.reply(200, "{}")]).client().apiKeys(serviceAccountID: "a1") == [])
  }

  @Test(
    "does not believe an answer that can't be true",
    arguments: [
      #"{"apiKeys":[{"id":"k1","serviceAccountId":"other"}]}"#, #"{"apiKeys":[{"id":"k1"}]}"#,
      #"{"apiKeys":[{"serviceAccountId":"a1"}]}"#, #"{"apiKeys":"none"}"#,
      #"{"apiKeys":[{"id":"k1","serviceAccountId":"a1","createdAt":"yesterday"}]}"#,
    ])
  func disbelief(body: String) async throws {
    let network = FakeTransport(Array(repeating: .reply(200, body), count: 4))
    let error = await #expect(throws: APIError.self) {
      try await network.client().apiKeys(serviceAccountID: "a1")
    }
    #expect(error?.cause == .badAnswer)
  }

  @Test("a page token that repeats ends the list with an error")
  func looping() async throws {
    let network = FakeTransport(Array(repeating: .reply(200, #"{"nextPageToken":"x"}"#), count: 50))
    let error = await #expect(throws: APIError.self) {
      try await network.client().apiKeys(serviceAccountID: "a1")
    }
    #expect(error?.cause == .badAnswer)
    #expect(await network.requests.count == 2)
  }

  @Test("never asks for the keys of no account, which would list the caller's own")
  func emptyAccount() async throws {
    let network = FakeTransport([.reply(200, "{}")])
    await #expect(throws: APIError.self) { try await network.client().apiKeys(serviceAccountID: "") }
    #expect(await network.requests.isEmpty)
  }

  @Test(
    "decides by the body's code, then by the status",
    arguments: [
      (400, #"{"code":9,"message":"being deleted"}"#, 9), (400, #"{"code":3}"#, 3), (400, "", 3),
      (403, "<html>", 7), (404, "{}", 5),
    ])
  func codes(status: Int, body: String, code: Int) async throws {
    let network = FakeTransport([.reply(status, body, ["x-request-id": "req-9"])])
    let error = await #expect(throws: APIError.self) {
      try await network.client().apiKeys(serviceAccountID: "a1")
    }
    #expect(error?.code == code)
    #expect(error?.status == status)
    #expect(error?.requestID == "req-9")
    #expect(await network.requests.count == 1)
  }

  @Test("a request id is taken from the details when no header has it")
  func requestInfo() async throws {
    let body =
      #"{"code":7,"details":[{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"r1"}]}"#
    let error = await #expect(throws: APIError.self) {
      try await FakeTransport([.reply(403, body)]).client().cloud("c1")
    }
    #expect(error?.requestID == "r1")
  }

  @Test("an expired token is renewed once, and the call repeats with the new one")
  func renewal() async throws {
    let tokens = Tokens(["t1.one.x", "t1.two.x"])
    let network = FakeTransport([.reply(200, "{}"), .reply(401, #"{"code":16}"#), .reply(200, "{}")])
    let client = network.client(tokens)
    _ = try await client.apiKeys(serviceAccountID: "a1")
    _ = try await client.apiKeys(serviceAccountID: "a1")
    #expect(await tokens.given == 2)
    #expect(
      await network.requests.compactMap { $0.headers["authorization"] }
        == ["Bearer t1.one.x", "Bearer t1.one.x", "Bearer t1.two.x"])
  }

  @Test("a new token that is refused before any call succeeded ends the matter")
  func refused() async throws {
    let tokens = Tokens(["t1.one.x", "t1.two.x", "t1.three.x"])
    let network = FakeTransport(Array(repeating: .reply(401, #"{"code":16}"#), count: 9))
    let client = network.client(tokens)
    for _ in 0..<2 {
      let error = await #expect(throws: APIError.self) { try await client.apiKeys(serviceAccountID: "a1") }
      #expect(error?.cause == .unauthenticated)
    }
    #expect(await network.requests.count == 1)
  }

  @Test("a secret prints nowhere")
  func redaction() {
    let token = IAMToken("t1.very.secret")
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), String(describing: FixedToken(token)), dumped] {
      #expect(!text.contains("secret"))
    }
  }
}
