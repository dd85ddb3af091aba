/// A table for the terminal: hostile text made visible, columns fitted to a width.
package struct TextTable: Sendable, Equatable {
  package var headers: [String]
  package var rows: [[String]]

  package init(headers: [String], rows: [[String]]) {
    self.headers = headers
    self.rows = rows
  }

  /// The table with a line a row; with a width (in terminal columns), the widest columns give way and
  /// their cells end in `…`.
  package func render(width: Int? = nil) -> String {
    let table = ([headers] + rows).map { row in
      headers.indices.map { TerminalText.escape($0 < row.count ? row[$0] : "") }
    }
    var widths = headers.indices.map { column in table.map { Self.width($0[column]) }.max() ?? 0 }
    if let width {
      while widths.reduce(2 * max(0, widths.count - 1), +) > width,
        let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4
      {
        widths[widest] -= 1
      }
    }
    return table.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let fitted = Self.fit(cell, widths[column])
        line += fitted
        if column + 1 < row.count {
          line += String(repeating: " ", count: max(0, widths[column] - Self.width(fitted)) + 2)
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// Terminal columns: East Asian wide and emoji take two, combining marks none.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  private static func fit(_ text: String, _ limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = ""
    var used = 0
    for character in text {
      guard used + width(character) <= limit - 1 else { break }
      result.append(character)
      used += width(character)
    }
    return result + "…"
  }
}
