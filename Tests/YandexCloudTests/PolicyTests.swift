import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import YandexCloud

@Suite("Policies and endpoints")
struct PolicyTests {
  static func failure(_ status: Int, _ code: Int?) -> APIError {
    APIError(cause: .answered, status: status, code: code, message: "", path: "/")
  }

  @Test(
    "what is worth a further attempt",
    arguments: [
      (429, 8, true), (503, 14, true), (500, 13, true), (502, 14, true), (504, 4, true), (403, 7, false),
      (404, 5, false), (400, 3, false), (400, 9, false), (302, nil, false),
    ] as [(Int, Int?, Bool)])
  func retriable(status: Int, code: Int?, expected: Bool) {
    #expect(RetryPolicy.isRetriable(Self.failure(status, code)) == expected)
  }

  @Test("waits double from 0.1 s with full jitter, and end after four attempts or the deadline")
  func backoff() {
    let policy = RetryPolicy()
    let error = Self.failure(503, 14)
    func step(_ attempt: Int, _ elapsed: Duration = .zero, after: Duration? = nil) -> RetryPolicy.Step {
      policy.step(attempt: attempt, error: error, retryAfter: after, elapsed: elapsed, random: 0.5)
    }
    #expect(step(1) == .retry(after: .milliseconds(50)))
    #expect(step(2) == .retry(after: .milliseconds(100)))
    #expect(step(3) == .retry(after: .milliseconds(200)))
    #expect(step(4) == .giveUp)
    #expect(step(1, after: .seconds(7)) == .retry(after: .seconds(7)))
    #expect(step(1, after: .seconds(60)) == .giveUp)
    #expect(step(1, .seconds(40)) == .giveUp)
  }

  @Test("Retry-After is seconds or a date")
  func retryAfter() {
    let now = Date(timeIntervalSince1970: 1_445_412_480)
    #expect(RetryAfter.parse("3", now: now) == .seconds(3))
    #expect(RetryAfter.parse("Wed, 21 Oct 2015 07:28:30 GMT", now: now) == .seconds(30))
    #expect(RetryAfter.parse("soon", now: now) == nil)
  }

  @Test("the pace halves on a pushback, once for those in flight, and widens again")
  func pace() {
    var pace = Pace(maximum: 32)
    pace.pushedBack()
    pace.pushedBack()
    #expect(pace.width == 16)
    for _ in 0..<2000 { pace.succeeded() }
    #expect(pace.width == 32)
  }

  @Test(
    "plain http goes to this machine only",
    arguments: [
      ("https://example.com", true), ("http://127.0.0.1:8080/", true), ("http://127.8.9.1", true),
      ("http://localhost:1", true), ("http://[::1]:80", true), ("http://example.com", false),
      ("http://127.0.0.1.example.com", false), ("http://127.example.com", false),
      ("http://10.0.0.1", false), ("ftp://127.0.0.1", false), ("example.com", false), ("", false),
      ("http://user:pass@127.0.0.1", false), ("https://example.com/?a=b", false),
    ])
  func endpoints(url: String, expected: Bool) {
    let accepted = (try? Endpoints.single(baseURL: url)) != nil
    #expect(accepted == expected)
  }

  @Test("an authorized key signs a PS256 JWT that its public key verifies")
  func jwt() throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let file = [
      "id": "aje1", "service_account_id": "aje2",
      "private_key": "PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <aje1>\n"
        + key.pemRepresentation,
    ]
    let json = String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
    let parts = try AuthorizedKey(json: json).jwt(now: Date(timeIntervalSince1970: 1000))
      .split(separator: ".").map(String.init)
    func decode(_ text: String) -> Data? {
      let plain = text.replacing("-", with: "+").replacing("_", with: "/")
      return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
    let header = try #require(
      try decode(parts[0]).map { try JSONDecoder().decode([String: String].self, from: $0) })
    #expect(header == ["typ": "JWT", "alg": "PS256", "kid": "aje1"])
    let claims = try #require(
      try decode(parts[1]).map { try JSONSerialization.jsonObject(with: $0) } as? [String: Any])
    #expect(claims["iss"] as? String == "aje2")
    #expect(claims["aud"] as? String == "https://iam.api.cloud.yandex.net/iam/v1/tokens")
    #expect((claims["exp"] as? Int) == 4600)
    let signature = _RSA.Signing.RSASignature(rawRepresentation: try #require(decode(parts[2])))
    let signed = SHA256.hash(data: Data((parts[0] + "." + parts[1]).utf8))
    #expect(key.publicKey.isValidSignature(signature, for: signed, padding: .PSS))
    #expect(throws: AuthorizedKey.Invalid.self) { try AuthorizedKey(json: "{}") }
  }
}
