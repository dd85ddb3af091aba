/// The parts of an RFC 3339 instant, read and written without Foundation.
struct RFC3339 {
  let nanoseconds: Int64
  let digits: Int
  let zone: String

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ from: Int, _ count: Int) -> Int? {
      guard from + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[from..<from + count] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    func has(_ characters: String, at index: Int) -> Bool {
      index < bytes.count && characters.utf8.contains(bytes[index])
    }
    guard bytes.count >= 20,
      let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7),
      let day = number(8, 2), has("Tt ", at: 10), let hour = number(11, 2), has(":", at: 13),
      let minute = number(14, 2), has(":", at: 16), let second = number(17, 2),
      (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
      hour <= 23, minute <= 59, second <= 60
    else { return nil }

    var index = 19
    var fraction: Int64 = 0
    var digits = 0
    if has(".", at: index) {
      index += 1
      while index < bytes.count, (48...57).contains(bytes[index]) {
        guard digits < 9 else { return nil }
        fraction = fraction * 10 + Int64(bytes[index] - 48)
        digits += 1
        index += 1
      }
      guard digits > 0 else { return nil }
      for _ in digits..<9 { fraction *= 10 }
    }

    var offset = 0
    let zoneStart = index
    if has("Zz", at: index) {
      index += 1
    } else {
      guard has("+-", at: index), let hours = number(index + 1, 2), has(":", at: index + 3),
        let minutes = number(index + 4, 2), hours <= 23, minutes <= 59
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[index] == 45 ? -1 : 1)
      index += 6
    }
    guard index == bytes.count else { return nil }

    let clock = hour * 3600 + minute * 60 + second
    let seconds = Self.daysSinceEpoch(year, month, day) * 86400 + Int64(clock - offset)
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = product.addingReportingOverflow(fraction)
    nanoseconds = overflow || carried ? (seconds < 0 ? .min : .max) : sum
    self.digits = digits
    zone = String(decoding: bytes[zoneStart...], as: UTF8.self)
  }

  static func render(nanoseconds: Int64, digits: Int, zone: String) -> String {
    var seconds = Timestamp.floorSeconds(nanoseconds)
    let fraction = nanoseconds &- seconds &* 1_000_000_000
    seconds += offsetSeconds(zone)
    var days = seconds / 86400
    var clock = seconds % 86400
    if clock < 0 {
      clock += 86400
      days -= 1
    }
    let (year, month, day) = civil(days)
    var text = pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
    text += "T" + pad(Int(clock / 3600), 2) + ":" + pad(Int(clock / 60 % 60), 2)
    text += ":" + pad(Int(clock % 60), 2)
    if digits > 0 { text += "." + pad(Int(fraction), 9).prefix(digits) }
    return text + zone
  }

  private static func offsetSeconds(_ zone: String) -> Int64 {
    let parts = zone.dropFirst().split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 2 else { return 0 }
    return (parts[0] * 60 + parts[1]) * 60 * (zone.hasPrefix("-") ? -1 : 1)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms", days_from_civil).
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a day counted from 1970-01-01 (the same paper, civil_from_days).
  private static func civil(_ days: Int64) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }
}
