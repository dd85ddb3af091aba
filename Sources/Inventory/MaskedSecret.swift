/// The masked tail of a key's secret, `****rCG02w`. No other value can be held.
///
/// yandex/cloud/iam/v1/api_key.proto, `masked_secret`: `\*{4}[a-zA-Z0-9_]{6}`, since April 2026.
package struct MaskedSecret: Sendable, Hashable {
  /// The last six characters of the secret, without the asterisks.
  package let tail: String

  /// Takes what the cloud sent. Anything beyond the last six characters is dropped, so that a value
  /// that is not masked (a changed API, a hostile proxy) still cannot enter; nil when nothing is left.
  package init?(_ text: String) {
    let allowed = text.unicodeScalars.drop { $0 == "*" }
    let isWord = allowed.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-")
    }
    guard isWord, !allowed.isEmpty else { return nil }
    tail = String(String.UnicodeScalarView(allowed.suffix(6)))
  }

  /// The tail as the cloud prints it.
  package var text: String { "****" + tail }
}

extension MaskedSecret: CustomStringConvertible {
  package var description: String { text }
}
