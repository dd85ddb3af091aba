/// One JSON object a line: a `report` line with everything but findings and keys, then those. Every
/// line has a `kind`, so that a stream of several can be told apart.
enum NDJSONReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    try output.line(JSONValue.object([.init("kind", .string("report"))] + document.jsonHead).line)
    for finding in document.findings {
      guard case .object(let members) = finding.json else { continue }
      try output.line(JSONValue.object([.init("kind", .string("finding"))] + members).line)
    }
    try keys.each { try output.line($0.json.line) }
  }
}
