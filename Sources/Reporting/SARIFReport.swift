import Inventory

/// SARIF 2.1.0, for code-scanning dashboards: a result a finding, at a logical location.
enum SARIFReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    try output.line("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",")
    try output.line("  \"version\": \"2.1.0\",\n  \"runs\": [{")
    let driver: JSONValue = .object([
      .init("name", .string("keyledger")), .init("version", .text(document.snapshot.toolVersion)),
      .init("rules", .array(document.rules.map(rule))),
    ])
    // A driver without a version must leave the member out: SARIF takes no null there.
    let tool: JSONValue = .object([.init("driver", withoutNulls(driver))])
    try output.line("    \"tool\": " + tool.indented(2) + ",")
    let invocation: JSONValue = .object([
      .init("executionSuccessful", .bool(true)),
      .init("endTimeUtc", .string(utc(document.snapshot.finishedAt))),
    ])
    try output.line("    \"invocations\": [" + invocation.line + "],")
    let properties: JSONValue = .object([
      .init("covers", .string(ReportDocument.covers)), .init("coverage", document.coverage.json),
    ])
    try output.line("    \"properties\": " + properties.line + ",\n    \"results\": [")
    let results = document.findings.filter { $0.status != .fixed }
    for (index, finding) in results.enumerated() {
      try output.line("      " + result(finding).line + (index + 1 < results.count ? "," : ""))
    }
    try output.line("    ]\n  }]\n}")
  }

  private static func utc(_ instant: Timestamp) -> String {
    Timestamp(nanoseconds: instant.nanoseconds).text
  }

  private static func level(_ severity: ReportSeverity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  private static func rule(_ rule: ReportRule) -> JSONValue {
    .object([
      .init("id", .string(rule.id)),
      .init("shortDescription", .object([.init("text", .string(rule.title))])),
      .init(
        "fullDescription", .object([.init("text", .string(rule.why.isEmpty ? rule.title : rule.why))])),
      .init("defaultConfiguration", .object([.init("level", .string(level(rule.severity)))])),
      .init("properties", .object([.init("tags", .strings([rule.category]))])),
    ])
  }

  private static func result(_ finding: ReportFinding) -> JSONValue {
    let name: JSONValue = .object([
      .init("fullyQualifiedName", .string(finding.keyID)), .init("kind", .string("resource")),
    ])
    // GitHub ignores a result without a physical location, so the key's id stands in as a path.
    let path = SafeID.fits(finding.keyID) ? finding.keyID : "unnamed"
    let physical: JSONValue = .object([
      .init("artifactLocation", .object([.init("uri", .string("api-keys/" + path))])),
      .init("region", .object([.init("startLine", .int(1))])),
    ])
    var members: [JSONValue.Member] = [
      .init("ruleId", .string(finding.rule)), .init("level", .string(level(finding.severity))),
      .init("message", .object([.init("text", .string(finding.title + ": " + finding.evidence))])),
      .init(
        "locations",
        .array([
          .object([.init("physicalLocation", physical), .init("logicalLocations", .array([name]))])
        ])),
      .init("partialFingerprints", .object([.init("findingId/v1", .string(finding.id))])),
      .init("baselineState", .string(finding.isNew ? "new" : "unchanged")),
      .init("properties", .object([.init("severity", .string(finding.severity.rawValue))])),
    ]
    if finding.status == .suppressed {
      let suppression: JSONValue = .object([
        .init("kind", .string("external")), .init("justification", .string(finding.reason ?? "")),
      ])
      members.append(.init("suppressions", .array([suppression])))
    }
    return .object(members)
  }

  private static func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(members.filter { $0.value != .null })
  }
}
