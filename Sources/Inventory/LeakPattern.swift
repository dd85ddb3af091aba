/// The documented shapes of Yandex Cloud secrets, and the masking of text that holds one.
///
/// Source: the documentation's "Searching for secrets" page
/// (en/security/operations/search-secrets.md).
package enum LeakPattern {
  /// A secret found in a text.
  package struct Match: Sendable, Equatable {
    /// What kind of secret it is: `api-key`, `static-key`, `oauth-token` or `iam-token`.
    package let kind: String
    /// The secret's last six characters.
    package let tail: String
  }

  /// Replaces every secret in a text by `****` and its last six characters.
  package static func mask(_ text: String) -> (text: String, found: [Match]) {
    // Every pattern begins with one of these; most texts hold none and are returned untouched.
    guard text.contains("AQVN") || text.contains("YC") || text.contains("_") || text.contains("t1.")
    else { return (text, []) }
    var found: [Match] = []
    var result = text
    func replace(_ kind: String, _ pattern: some RegexComponent<Substring>) {
      guard result.contains(pattern) else { return }
      result.replace(pattern) { match in
        let tail = String(match.output.suffix(6))
        found.append(Match(kind: kind, tail: tail))
        return "****" + tail
      }
    }
    replace("iam-token", /t1\.[A-Z0-9a-z_\-]+[=]{0,2}\.[A-Z0-9a-z_\-]{86}[=]{0,2}/)
    replace("api-key", /AQVN[A-Za-z0-9_\-]{35,38}/)
    replace("static-key", /YC[a-zA-Z0-9_\-]{38}/)
    replace("oauth-token", /y[0-6]_[\-_A-Za-z0-9]{55}/)
    return (result, found)
  }
}
