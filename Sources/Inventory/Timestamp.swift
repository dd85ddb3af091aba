/// An instant as the cloud states it: nanoseconds for arithmetic, and the exact text for printing.
///
/// Proto3 JSON prints `google.protobuf.Timestamp` with 0 to 9 fractional digits and `Z` or an offset
/// (google/protobuf/timestamp.proto); Foundation's ISO 8601 parser does not take all of these forms.
/// Instants are equal when they are the same moment, however they were written.
package struct Timestamp: Sendable {
  /// Nanoseconds since 1970-01-01T00:00:00Z, clamped to what 64 bits hold (years 1677 to 2262).
  package let nanoseconds: Int64

  /// What is needed, beside the nanoseconds, to print the instant as it was sent: the number of
  /// fractional digits and the zone (`3Z`, `0+00:00`), or the whole text where that does not suffice.
  package let form: String

  /// Restores an instant from its two stored columns.
  package init(nanoseconds: Int64, form: String) {
    self.nanoseconds = nanoseconds
    self.form = form
  }

  /// An instant of our own (a snapshot's), printed in UTC with as many digits as it needs of 0, 3, 6, 9.
  package init(nanoseconds: Int64) {
    let fraction = nanoseconds - Self.floorSeconds(nanoseconds) * 1_000_000_000
    let digits =
      fraction == 0 ? 0 : fraction % 1_000_000 == 0 ? 3 : fraction % 1_000 == 0 ? 6 : 9
    self.init(nanoseconds: nanoseconds, form: "\(digits)Z")
  }

  /// Reads an RFC 3339 instant; nil when the text is not one.
  package init?(_ text: String) {
    guard let parsed = RFC3339(text) else { return nil }
    nanoseconds = parsed.nanoseconds
    let short = "\(parsed.digits)\(parsed.zone)"
    let rendered = Timestamp(nanoseconds: parsed.nanoseconds, form: short).text
    form = rendered == text ? short : text
  }

  /// The instant as it was sent.
  package var text: String {
    // A whole text is at least 20 characters (2026-01-01T00:00:00Z); a short form at most 7 (`9+05:30`).
    if form.utf8.count >= 20 { return form }
    let digits = Int(form.prefix(1)) ?? 0
    let zone = String(form.dropFirst())
    return RFC3339.render(
      nanoseconds: nanoseconds, digits: digits, zone: zone.isEmpty ? "Z" : zone)
  }

  /// The UTC day, `2026-03-01`.
  package var day: String {
    String(RFC3339.render(nanoseconds: nanoseconds, digits: 0, zone: "Z").prefix(10))
  }

  /// The last nanosecond of a UTC day given as `2026-03-01`; nil when the text is not a date.
  package static func endOfDay(_ date: String) -> Timestamp? {
    guard date.utf8.count == 10, let start = Timestamp(date + "T00:00:00Z") else { return nil }
    let (end, overflow) = start.nanoseconds.addingReportingOverflow(86_400_000_000_000 - 1)
    return overflow ? nil : Timestamp(nanoseconds: end)
  }

  static func floorSeconds(_ nanoseconds: Int64) -> Int64 {
    let quotient = nanoseconds / 1_000_000_000
    return nanoseconds % 1_000_000_000 < 0 ? quotient - 1 : quotient
  }
}

extension Timestamp: Comparable, Hashable {
  package static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds == right.nanoseconds
  }
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(nanoseconds) }
}

extension Timestamp: CustomStringConvertible {
  package var description: String { text }
}
