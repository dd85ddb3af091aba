/// A cell of RFC 4180 that no spreadsheet takes for a formula.
package enum CSVCell {
  /// The cell with a leading apostrophe where a spreadsheet would begin a formula, quoted where needed.
  package static func text(_ text: String, separator: Character = ",") -> String {
    var safe = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
      safe = "'" + text
    }
    // Scalars, not characters: "\r\n" is one Character and would be missed.
    let special = safe.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || separator.unicodeScalars.contains($0)
    }
    guard special else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// A JSON value as a cell's text: null is empty, a list is joined by spaces, an object is JSON.
  static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .array(let values): values.map(plain).joined(separator: " ")
    case .object(let members): members.isEmpty ? "" : value.line
    default: value.line
    }
  }
}
