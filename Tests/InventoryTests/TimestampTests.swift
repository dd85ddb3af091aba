import Inventory
import Testing

@Suite("A timestamp")
struct TimestampTests {
  @Test(
    "prints exactly what was sent",
    arguments: [
      "2018-10-30T15:55:00+00:00", "2025-07-09T16:28:12.397Z", "2025-04-04T10:23:08.722440521Z",
      "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.0Z", "2026-01-01T05:30:00.120+05:30",
      "1969-12-31T23:59:59.999999999Z", "2024-02-29T12:00:00-11:00", "9999-12-31T23:59:59.999999999Z",
      "0001-01-01T00:00:00Z", "2026-06-30T23:59:60Z", "2026-01-01t00:00:00z",
    ])
  func roundTrip(text: String) throws {
    let instant = try #require(Timestamp(text))
    #expect(instant.text == text)
    #expect(Timestamp(nanoseconds: instant.nanoseconds, form: instant.form).text == text)
  }

  @Test(
    "counts nanoseconds since 1970",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000000001Z", 1),
      ("1969-12-31T23:59:59.999999999Z", -1), ("2026-11-24T03:00:00+03:00", 1_795_478_400_000_000_000),
      ("2000-02-29T00:00:00Z", 951_782_400_000_000_000),
    ])
  func nanoseconds(text: String, expected: Int64) {
    #expect(Timestamp(text)?.nanoseconds == expected)
  }

  @Test(
    "refuses what is no RFC 3339 instant",
    arguments: [
      "", "2026", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
      "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z",
      "2026-01-01T00:00:00+0300", "2026-01-01T00:00:00Zjunk", "２026-01-01T00:00:00Z",
    ])
  func refuses(text: String) { #expect(Timestamp(text) == nil) }

  @Test("is the same moment whatever its zone and digits")
  func equality() {
    #expect(Timestamp("2026-01-01T03:00:00+03:00") == Timestamp("2026-01-01T00:00:00.000Z"))
  }

  @Test("a date ends with its last nanosecond")
  func endOfDay() {
    #expect(Timestamp.endOfDay("2026-03-01")?.text == "2026-03-01T23:59:59.999999999Z")
    #expect(Timestamp.endOfDay("2026-3-1") == nil)
  }
}
