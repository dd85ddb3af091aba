import Inventory

/// iCalendar (RFC 5545): an all-day event for every expiry still to come or just past.
enum CalendarReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    let stamp = compact(Timestamp(nanoseconds: document.asOf.nanoseconds).text.prefix(19)) + "Z"
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//keyledger//API keys//EN"] {
      try output.write(fold(line))
    }
    try keys.each { key in
      guard let expiry = key.expiresAt, key.deletedAt == nil else { return }
      let account = key.serviceAccountName ?? key.serviceAccountID
      let lines = [
        "BEGIN:VEVENT", "UID:" + escape(key.id) + "@keyledger", "DTSTAMP:" + stamp,
        "DTSTART;VALUE=DATE:" + compact(expiry.day[...]),
        "SUMMARY:" + escape("API key \(key.id) of \(account) expires"),
        "DESCRIPTION:"
          + escape("Expires \(expiry.text). Folder \(key.folderName ?? "?"), owner \(key.owner ?? "?")."),
        "TRANSP:TRANSPARENT", "END:VEVENT",
      ]
      for line in lines { try output.write(fold(line)) }
    }
    try output.write(fold("END:VCALENDAR"))
  }

  private static func compact(_ text: Substring) -> String { text.filter { $0 != "-" && $0 != ":" } }

  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case _ where HostileText.isInvisible(scalar): result += HostileText.shown(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 octets without the break, never cut inside a character.
  static func fold(_ line: String) -> String {
    var result = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if width + size > 75 {
        result += "\r\n "
        width = 1
      }
      result.unicodeScalars.append(scalar)
      width += size
    }
    return result + "\r\n"
  }
}
