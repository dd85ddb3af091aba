import Inventory

/// OpenMetrics text, for the node exporter's textfile collector.
enum OpenMetricsReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    var states: [String: Int] = ["active": 0, "expired": 0, "never_used": 0, "deleted": 0, "in_gap": 0]
    try keys.each { states[state($0, at: document.asOf), default: 0] += 1 }
    try family("keyledger_keys", "API keys by state.", &output)
    for (state, count) in states.sorted(by: { $0.key < $1.key }) {
      try output.line("keyledger_keys{state=\"\(escape(state))\"} \(count)")
    }
    try family("keyledger_findings", "Standing findings by rule and severity.", &output)
    let groups = Dictionary(grouping: document.findings.filter(\.stands)) { [$0.severity.rawValue, $0.rule] }
    for (labels, findings) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      try output.line(
        "keyledger_findings{severity=\"\(escape(labels[0]))\",rule=\"\(escape(labels[1]))\"} \(findings.count)"
      )
    }
    try family("keyledger_coverage_complete", "1 when the snapshot confirmed everything known.", &output)
    try output.line("keyledger_coverage_complete \(document.coverage.complete ? 1 : 0)")
    try family("keyledger_gaps", "Places that the snapshot could not see.", &output)
    try output.line("keyledger_gaps \(document.coverage.gaps.count)")
    try family("keyledger_snapshot_timestamp_seconds", "When the newest snapshot began.", &output)
    let seconds = document.asOf.nanoseconds / 1_000_000_000
    try output.line("keyledger_snapshot_timestamp_seconds \(seconds)")
    try output.line("# EOF")
  }

  /// One state a key, so that the states sum to the keys.
  private static func state(_ key: ReportKey, at moment: Timestamp) -> String {
    if key.deletedAt != nil { return "deleted" }
    if key.inGap { return "in_gap" }
    if let expiry = key.expiresAt, expiry <= moment { return "expired" }
    return key.lastUsedAt == nil ? "never_used" : "active"
  }

  private static func family(_ name: String, _ help: String, _ output: inout ReportOutput) throws {
    try output.line("# TYPE \(name) gauge\n# HELP \(name) \(help)")
  }

  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
