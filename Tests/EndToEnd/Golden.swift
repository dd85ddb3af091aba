import Foundation
import Testing

/// Holds a text against its golden file; KEYLEDGER_UPDATE_GOLDEN=1 rewrites the files instead.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["KEYLEDGER_UPDATE_GOLDEN"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  let difference = text.split(separator: "\n", omittingEmptySubsequences: false).difference(
    from: golden.split(separator: "\n", omittingEmptySubsequences: false))
  #expect(difference.isEmpty, "\(name) differs: \(difference)", sourceLocation: sourceLocation)
}
