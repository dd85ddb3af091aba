/// What text from the cloud may hide, and how it is made visible. Anyone who can create a key writes it.
enum HostileText {
  /// Control, bidi, zero-width and other characters that show nothing or reorder what is shown.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// `⟨U+202E⟩`.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex + "⟩"
  }

  static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}

/// Text for a terminal: nothing in it moves the cursor, hides or reorders.
package enum TerminalText {
  package static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if HostileText.isInvisible(scalar) {
        result += HostileText.shown(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Text for HTML, in an element or in a quoted attribute.
package enum HTMLText {
  package static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where HostileText.isInvisible(scalar): result += HostileText.shown(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
