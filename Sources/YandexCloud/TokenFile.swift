import Foundation

/// An IAM token kept in a file, which whoever keeps it fresh may have renewed since it was last read.
package struct TokenFile: TokenSource {
  package let canRenew = true
  private let path: String

  package init(path: String) { self.path = path }

  package func token() async throws -> IAMToken {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw APIError(
        cause: .unauthenticated, message: "the token file \(path) can't be read", path: "")
    }
    let token = IAMToken(String(decoding: data, as: UTF8.self))
    guard token.isUsable else {
      throw APIError(cause: .unauthenticated, message: "the token file \(path) holds no token", path: "")
    }
    return token
  }
}
