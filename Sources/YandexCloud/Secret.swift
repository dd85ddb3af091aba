/// A secret text: an IAM token, a private key. Printing it in any way prints a placeholder; the text is
/// reached by `reveal` alone, which only the transport's header and the token exchange call.
package struct Secret: Sendable, Equatable {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The secret itself.
  package func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "[redacted]" }
  package var debugDescription: String { "[redacted]" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
