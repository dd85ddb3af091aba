import Foundation
import Reporting

/// What a person at a terminal, or cron's mail, sees.
enum Terminal {
  /// Human words, on standard error.
  static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Data, on standard output. Throws when nobody can take it (a closed pipe, a full disk).
  static func put(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      throw Failure(.cannotWrite, "standard output can't be written: \(error.localizedDescription)")
    }
  }

  static func put(_ text: String) throws { try put(Array(text.utf8)) }

  /// Text from the cloud, made harmless for a terminal.
  static func clean(_ text: String) -> String { TerminalText.escape(text) }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal on standard output; nil when there is none.
  static var width: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// A line that is overwritten by the next; only on a terminal.
  static func progress(_ text: String) {
    FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
  }
}

extension Int {
  /// 1204 → "1,204", in every locale.
  var grouped: String {
    let digits = String(magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (self < 0 ? "-" : "") + grouped
  }

  /// "1 key", "1,204 keys".
  func of(_ noun: String) -> String { grouped + " " + noun + (self == 1 ? "" : "s") }
}
