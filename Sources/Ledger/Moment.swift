import Inventory

/// A point in the ledger's history as people write it.
package enum Moment: Sendable, Equatable {
  case latest
  case previous
  /// A snapshot's number.
  case number(Int)
  /// The highest-numbered snapshot at or before an instant.
  case instant(Timestamp, text: String)

  /// Reads `latest`, `previous`, digits, a date (the end of that UTC day) or an RFC 3339 instant.
  package init(_ text: String) throws(LedgerError) {
    switch text {
    case "latest": self = .latest
    case "previous": self = .previous
    default:
      if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) {
        self = .number(number)
      } else if let instant = Timestamp.endOfDay(text) ?? Timestamp(text) {
        self = .instant(instant, text: text)
      } else {
        throw .notAMoment(text)
      }
    }
  }

  /// The moment as it was written.
  package var text: String {
    switch self {
    case .latest: "latest"
    case .previous: "previous"
    case .number(let number): String(number)
    case .instant(_, let text): text
    }
  }
}
