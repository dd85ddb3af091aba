import Inventory

/// One self-contained page: no outside load is possible under its policy.
enum HTMLReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    func text(_ text: String?) -> String { HTMLText.escape(text ?? "") }
    func row(_ cells: [String?]) -> String {
      "<tr>" + cells.map { "<td>" + text($0) + "</td>" }.joined() + "</tr>"
    }
    func table(_ heads: [String]) -> String {
      "<table><thead><tr>" + heads.map { "<th>\($0)</th>" }.joined() + "</tr></thead><tbody>"
    }
    try output.line(HTMLPage.head)
    try output.line("<h1>API keys as of \(text(document.asOf.text))</h1>")
    try output.line(
      "<p>Snapshot \(document.snapshot.number), hash \(text(document.snapshot.hash)), keyledger"
        + " \(text(document.snapshot.toolVersion)). \(text(ReportDocument.covers))</p>")
    try output.line("<h2>Coverage</h2>")
    try output.line(
      document.coverage.complete
        ? "<p>Complete.</p>" : "<p><strong>Not complete: what was not seen may have changed.</strong></p>")
    if !document.snapshot.scope.isEverything {
      try output.line("<p>Partial scope: \(text(document.snapshot.scope.json.line))</p>")
    }
    try output.line(table(["Not seen", "Id", "Name", "Reason", "Since", "Keys last known"]))
    for gap in document.coverage.gaps {
      try output.line(
        row([
          gap.gap.kind.rawValue, gap.gap.id, gap.gap.name, gap.gap.reason.rawValue, gap.since?.day,
          String(gap.keysLastKnown),
        ]))
    }
    try output.line("</tbody></table><h2>Summary</h2>")
    try output.line(table(["Severity", "Findings"]))
    for count in document.summary.bySeverity { try output.line(row([count.name, String(count.count)])) }
    try output.line("</tbody></table><h2>Findings</h2><label>Filter <input id=\"filter\"></label>")
    try output.line(table(["Severity", "Rule", "Key", "Evidence", "Fix", "Status", "Since"]))
    for finding in document.findings {
      let fix = SafeID.fits(finding.keyID) ? finding.fix : ""
      try output.line(
        row([
          finding.severity.rawValue, finding.title, finding.keyID, finding.evidence, fix,
          finding.status.rawValue, finding.firstFoundAt?.day,
        ]))
    }
    try output.line("</tbody></table><h2>Inventory</h2>")
    try output.line(table(KeyFields.all.map(\.name)))
    try keys.each { key in
      try output.line(row(KeyFields.all.map { CSVCell.plain($0.value(key)) }))
    }
    try output.line("</tbody></table>\(HTMLPage.script)</body></html>")
  }
}
