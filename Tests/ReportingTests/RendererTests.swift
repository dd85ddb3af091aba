import Foundation
import Testing

@testable import Reporting

@Suite("Renderers")
struct RendererTests {
  @Test("every format is as reviewed", arguments: ReportFormat.allCases)
  func golden(format: ReportFormat) throws {
    let text = try SampleReport.render(format)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/report.\(format.fileExtension)")
    if ProcessInfo.processInfo.environment["KEYLEDGER_UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: file)
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden)
  }

  @Test("JSON is the document, with nulls, raw text and the contract's fields in order")
  func json() throws {
    let text = try SampleReport.render(.json)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let key = try #require((report["keys"] as? [[String: Any]])?.first)
    #expect(key["description"] as? String == SampleReport.hostile)
    #expect(key["last_used_at"] is NSNull)
    #expect(key["expires_at"] as? String == "2026-07-01T00:00:00+00:00")
    #expect(Set(key.keys) == Set(KeyFields.all.map(\.name)))
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.map { $0["id"] as? String } == ["expiring-soon:ajek1", "never-used:ajek1"])
    let summary = try #require(report["summary"] as? [String: Any])
    #expect(summary["findings"] as? Int == 1)
    #expect(summary["suppressed"] as? Int == 1)
    #expect(summary["new"] as? Int == 1)
  }

  @Test("CSV begins no cell as a formula, and is RFC 4180")
  func csv() throws {
    let rows = Self.parse(try SampleReport.render(.csv))
    #expect(rows.count == 2)
    #expect(rows[0] == KeyFields.all.map(\.name))
    let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(row["service_account_name"] == "'=cmd|' /C calc'!A0")
    #expect(row["folder_name"] == "'-prod")
    #expect(row["cloud_name"] == "'+main")
    #expect(row["description"] == SampleReport.hostile)
    #expect(row["last_used_at"] == "")
    #expect(row["in_gap"] == "true")
  }

  /// A reader of RFC 4180, written apart from the writer.
  static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var quoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch (quoted, scalar) {
      case (true, "\"") where rest.first == "\"":
        cell.append("\"")
        rest.removeFirst()
      case (true, "\""): quoted = false
      case (false, "\""): quoted = true
      case (false, ","):
        row.append(String(cell))
        cell = .init()
      case (false, "\r") where rest.first == "\n":
        rest.removeFirst()
        rows.append(row + [String(cell)])
        row = []
        cell = .init()
      default: cell.append(scalar)
      }
    }
    return rows
  }

  @Test("Markdown shows what is invisible, and lets no cloud text be markup")
  func markdown() throws {
    let text = try SampleReport.render(.markdown)
    #expect(!text.contains("<script"))
    #expect(text.contains("⟨U+202E⟩gnp"))
    #expect(text.contains("a&#124;b &lt;script&gt;"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(!text.contains("[x](javascript"))
    #expect(text.contains("req-1"))
    #expect(text.contains("`yc iam api-key delete ajek1`"))
  }

  @Test("HTML loads nothing from outside, and runs nothing that the cloud sent")
  func html() throws {
    let text = try SampleReport.render(.html)
    #expect(text.contains("Content-Security-Policy"))
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("http://") && !text.contains("src="))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("a table on the terminal moves no cursor and fits its width")
  func table() {
    let table = TextTable(
      headers: ["A", "B"], rows: [["\u{1B}[2Jx", String(repeating: "w", count: 200)], ["日本", "y"]])
    let lines = table.render(width: 40).split(separator: "\n")
    #expect(lines.allSatisfy { TextTable.width(String($0)) <= 40 })
    #expect(!table.render().contains("\u{1B}"))
    #expect(lines[1].hasSuffix("…"))
  }
}
