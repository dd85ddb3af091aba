import Crypto
import CryptoExtras
import Foundation

/// A service account's authorized key, as `yc iam key create -o` writes it.
package struct AuthorizedKey: Sendable {
  /// A key file that cannot be used (exit 77). It names the fault, never the key.
  package struct Invalid: Error, Sendable, Equatable {
    package var message: String
  }
  package let id: String
  package let serviceAccountID: String
  private let privateKey: _RSA.Signing.PrivateKey

  package init(json: String) throws {
    struct File: Decodable {
      var id: String
      var serviceAccountID: String
      var privateKey: String

      enum CodingKeys: String, CodingKey {
        case id
        case serviceAccountID = "service_account_id"
        case privateKey = "private_key"
      }
    }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(json.utf8)) else {
      throw Invalid(message: "not an authorized key: id, service_account_id and private_key are needed")
    }
    // The key begins with a line of text ("PLEASE DO NOT REMOVE THIS LINE!").
    guard let begin = file.privateKey.range(of: "-----BEGIN"),
      let key = try? _RSA.Signing.PrivateKey(
        pemRepresentation: String(file.privateKey[begin.lowerBound...]))
    else { throw Invalid(message: "private_key is not an RSA key in PEM") }
    id = file.id
    serviceAccountID = file.serviceAccountID
    privateKey = key
  }

  /// A JWT for the exchange: PS256, valid for one hour (docs, iam/operations/iam-token/create-for-sa).
  func jwt(now: Date) throws -> String {
    let issued = Int(now.timeIntervalSince1970)
    let header = ["typ": "JWT", "alg": "PS256", "kid": id]
    let claims = Claims(
      iss: serviceAccountID, aud: "https://iam.api.cloud.yandex.net/iam/v1/tokens", iat: issued,
      exp: issued + 3600)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try Self.base64URL(encoder.encode(header)) + "." + Self.base64URL(encoder.encode(claims))
    let digest = SHA256.hash(data: Data(text.utf8))
    // PSS with SHA-256: swift-crypto takes a salt as long as the hash, 32 bytes.
    let signature = try privateKey.signature(for: digest, padding: .PSS)
    return text + "." + Self.base64URL(signature.rawRepresentation)
  }

  private struct Claims: Encodable { var iss: String, aud: String, iat: Int, exp: Int }

  private static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }
}

/// Exchanges an authorized key or an OAuth token for an IAM token: POST /iam/v1/tokens.
package struct TokenExchange: TokenSource {
  package enum Proof: Sendable {
    case authorizedKey(AuthorizedKey)
    /// Announced to end by the close of 2026.
    case oauth(IAMToken)
  }
  package let canRenew = true
  private let proof: Proof
  private let endpoints: Endpoints
  private let transport: any Transport
  private let now: @Sendable () -> Date

  package init(
    _ proof: Proof, endpoints: Endpoints, transport: any Transport,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.proof = proof
    self.endpoints = endpoints
    self.transport = transport
    self.now = now
  }

  package func token() async throws -> IAMToken {
    let path = "/iam/v1/tokens"
    let content =
      switch proof {
      case .authorizedKey(let key): ["jwt": try key.jwt(now: now())]
      case .oauth(let token): ["yandexPassportOauthToken": token.value]
      }
    let request = HTTPRequest(
      method: "POST", url: endpoints.base(.iam) + path, headers: ["content-type": "application/json"],
      body: Array(try JSONEncoder().encode(content)))
    let policy = RetryPolicy()
    for attempt in 1... {
      var failure: APIError
      do {
        let response = try await transport.send(request)
        struct Answer: Decodable { var iamToken: String }
        if response.status == 200,
          let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body))
        {
          return IAMToken(answer.iamToken)
        }
        failure = APIError(response, path: path, ourID: "")
      } catch let error as TransportError {
        failure = APIError(
          cause: error.kind == .unreachable ? .unreachable : .interrupted, message: error.message,
          path: path)
      }
      let step = policy.step(attempt: attempt, error: failure, elapsed: .zero, random: 0.5)
      guard case .retry(let delay) = step else {
        if failure.cause == .answered, !RetryPolicy.isRetriable(failure) {
          failure.cause = .unauthenticated
          // What the server says may quote the proof: only its code is kept.
          failure.message = "the credential was refused (HTTP \(failure.status ?? 0))"
        }
        throw failure
      }
      try await Task.sleep(for: delay)
    }
    throw CancellationError()
  }
}

/// The token of the virtual machine's service account, from its metadata service.
package struct MetadataToken: TokenSource {
  package let canRenew = true
  private let address: String
  private let transport: any Transport

  /// - Parameter address: host, or host:port (YC_METADATA_ADDR).
  package init(address: String = "169.254.169.254", transport: any Transport) {
    self.address = address
    self.transport = transport
  }

  package func token() async throws -> IAMToken {
    let path = "/computeMetadata/v1/instance/service-accounts/default/token"
    let request = HTTPRequest(
      url: "http://" + address + path, headers: ["metadata-flavor": "Google"], timeout: .seconds(1))
    let response: HTTPResponse
    do { response = try await transport.send(request) } catch let error as TransportError {
      throw APIError(
        cause: .unauthenticated, message: "no metadata service answers: \(error.message)", path: path)
    }
    struct Answer: Decodable {
      var accessToken: String
      enum CodingKeys: String, CodingKey { case accessToken = "access_token" }
    }
    guard response.status == 200,
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body))
    else {
      let message =
        response.status == 404
        ? "no service account is attached to this machine"
        : "the metadata service gave no token (HTTP \(response.status))"
      throw APIError(cause: .unauthenticated, status: response.status, message: message, path: path)
    }
    return IAMToken(answer.accessToken)
  }
}
