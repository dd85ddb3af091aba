import Inventory

/// Text for GitHub-flavoured Markdown, in a paragraph, a heading or a table's cell.
package enum MarkdownText {
  /// Cloud text as plain text: no markup, no link, no line of its own.
  package static func escape(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|": result += "&#124;"
      // GFM makes links of bare http://… and www.…, brackets or not.
      case ":": result += "&#58;"
      case ".": result += previous == "w" || previous == "W" ? "&#46;" : "."
      // The backslash too, or `\*` would undo the escape that follows it.
      case "[", "]", "(", ")", "*", "_", "`", "\\", "~", "$": result += "\\" + String(scalar)
      case "\n" where previous == "\r": break
      case _ where HostileText.isLineBreak(scalar): result += " "
      case _ where HostileText.isInvisible(scalar): result += HostileText.shown(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A command in a code span, or escaped text when it holds what a command of ours never would.
  package static func command(_ text: String) -> String {
    CommandText.isPlain(text) ? "`" + text + "`" : escape(text)
  }
}

/// What may be pasted into a shell.
package enum CommandText {
  /// Printable ASCII without a backtick: it can stand in a code span and says what it shows.
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x60 }
  }
}
