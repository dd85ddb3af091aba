import Foundation

/// Where IAM tokens come from.
package protocol TokenSource: Sendable {
  /// Another call can give another token.
  var canRenew: Bool { get }
  /// A token; throws `CredentialError`, `TransportError` or `CancellationError`.
  func token() async throws -> Secret
}

/// A credential that is there but can't be used.
package struct CredentialError: Error, Equatable {
  package let message: String
  package init(_ message: String) { self.message = message }
}

/// A token given once, from the environment.
package struct FixedToken: TokenSource {
  private let secret: Secret
  package var canRenew: Bool { false }
  package init(_ secret: Secret) { self.secret = secret }
  package func token() async throws -> Secret { secret }
}

/// A token read from a file, which whoever keeps the file fresh may have renewed since.
package struct TokenFile: TokenSource {
  private let path: String
  package var canRenew: Bool { true }
  package init(path: String) { self.path = path }

  package func token() async throws -> Secret {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CredentialError("the token file \(path) can't be read")
    }
    let text = String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw CredentialError("the token file \(path) holds no token")
    }
    return Secret(text)
  }
}

/// The current token, renewed by one call at a time.
///
/// A request that was refused with an older token than the current one just repeats. A new token that is
/// refused before any call succeeded with it ends the matter.
actor TokenStore {
  private let source: any TokenSource
  private var current: (secret: Secret, generation: Int)?
  private var proven = false
  private var renewal: Task<Secret, any Error>?

  init(source: any TokenSource) { self.source = source }

  func token() async throws -> (secret: Secret, generation: Int) {
    if let current { return current }
    return try await renew(after: 0)
  }

  /// A call with this generation's token succeeded.
  func succeeded(_ generation: Int) {
    if current?.generation == generation { proven = true }
  }

  /// A call with this generation's token was refused: whether it is worth repeating.
  func refused(_ generation: Int) async throws -> Bool {
    guard let now = current else { return true }
    if now.generation != generation { return true }
    guard source.canRenew, proven else { return false }
    let renewed = try await renew(after: generation)
    // A file whose token has not changed would be refused again.
    return renewed.secret != now.secret
  }

  private func renew(after generation: Int) async throws -> (secret: Secret, generation: Int) {
    if let renewal {
      _ = try await renewal.value
      if let current { return current }
    }
    if let current, current.generation > generation { return current }
    let task = Task { try await source.token() }
    renewal = task
    defer { renewal = nil }
    let secret = try await task.value
    let renewed = (secret, generation + 1)
    current = renewed
    proven = false
    return renewed
  }
}
