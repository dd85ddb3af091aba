import Inventory

/// A JSON value whose members keep their order. The contract's order is stable, so no encoder that
/// sorts or shuffles keys, or leaves nulls out, will do.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name and its value in an object.
  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue
    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A text, null when it is absent or empty.
  package static func text(_ text: String?) -> Self {
    guard let text, !text.isEmpty else { return .null }
    return .string(text)
  }
  /// An instant as it was sent, null when there is none.
  package static func instant(_ instant: Timestamp?) -> Self { .text(instant?.text) }
  package static func number(_ number: Int?) -> Self { number.map { .int($0) } ?? .null }
  package static func strings(_ strings: [String]) -> Self { .array(strings.map { .string($0) }) }
  /// Labels sorted bytewise by name.
  package static func labels(_ labels: [String: String]) -> Self {
    .object(
      labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { Member($0.key, .string($0.value)) })
  }

  /// The value on one line: `{"a": 1, "b": [2, 3]}`.
  package var line: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): Self.number(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.name) + ": " + $0.value.line }.joined(separator: ", ") + "}"
    }
  }

  /// The value over several lines, two spaces a level.
  package func indented(_ depth: Int = 0) -> String {
    let inner = String(repeating: "  ", count: depth + 1)
    let outer = String(repeating: "  ", count: depth)
    switch self {
    case .array(let values) where values.contains { $0.isContainer }:
      return "[\n" + values.map { inner + $0.line }.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { inner + Self.quoted($0.name) + ": " + $0.value.indented(depth + 1) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    default: return line
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private static func number(_ value: Double) -> String {
    // JSON has no infinity and no NaN.
    guard value.isFinite else { return "null" }
    if let whole = Int(exactly: value) { return String(whole) }
    return String(value)
  }

  /// A text in quotes: only what JSON forbids is escaped, everything else stays as raw UTF-8.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
