import Inventory

/// Labels and scopes as JSON text with one spelling only: sorted bytewise, no white space.
enum CanonicalJSON {
  static func object(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "{}" }
    let sorted = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "{" + sorted.map { quote($0.key) + ":" + quote($0.value) }.joined(separator: ",") + "}"
  }

  static func array(_ scopes: Set<Scope>) -> String {
    "[" + scopes.sorted().map { quote($0.name) }.joined(separator: ",") + "]"
  }

  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
