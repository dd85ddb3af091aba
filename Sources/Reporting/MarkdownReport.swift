import Inventory

/// The report for a reviewer who acts on it: moment and coverage first, then what to do, then everything.
struct MarkdownReport {
  let document: ReportDocument
  private let moment: Timestamp
  /// Only keys that a finding names are held; the inventory streams.
  private var flagged: [String: ReportKey] = [:]

  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    let report = try MarkdownReport(document, keys)
    try report.head(&output)
    try report.coverage(&output)
    try report.summary(&output)
    try report.first(&output)
    try report.findings(&output)
    try report.suppressed(&output)
    try report.rules(&output)
    try report.inventory(keys, &output)
  }

  private init(_ document: ReportDocument, _ keys: KeySource) throws {
    self.document = document
    moment = document.asOf
    let wanted = Set(document.findings.map(\.keyID))
    var found: [String: ReportKey] = [:]
    try keys.each { if wanted.contains($0.id) { found[$0.id] = $0 } }
    flagged = found
  }

  private func text(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "–" }
    return MarkdownText.escape(text)
  }

  private func head(_ output: inout ReportOutput) throws {
    let snapshot = document.snapshot
    try output.line("# API keys as of \(moment.text)\n")
    try output.line(
      "Snapshot \(snapshot.number), \(snapshot.startedAt.text) to \(snapshot.finishedAt.text),"
        + " hash `\(SafeID.fits(snapshot.hash) ? snapshot.hash : "?")`,"
        + " keyledger \(text(snapshot.toolVersion)).\n")
    if snapshot.forcedClock { try output.line("**The clock of this snapshot was set by hand.**\n") }
    try output.line(ReportDocument.covers + "\n")
  }

  private func coverage(_ output: inout ReportOutput) throws {
    let coverage = document.coverage
    try output.line("## Coverage\n")
    try output.line(
      coverage.complete
        ? "Complete: this snapshot confirmed everything that the ledger holds.\n"
        : "**Not complete.** What was not seen is as it was last known, and may have changed.\n")
    let scope = document.snapshot.scope
    if !scope.isEverything {
      let asked = [
        ("organization", scope.organizationIDs), ("cloud", scope.cloudIDs), ("folder", scope.folderIDs),
        ("service account", scope.serviceAccountIDs),
      ].flatMap { kind, ids in ids.map { kind + " " + text($0) } }
      try output.line("Partial scope: only \(asked.joined(separator: ", ")).\n")
    }
    if !coverage.gaps.isEmpty {
      try output.line("| Not seen | Reason | Since | Keys last known | Request id |")
      try output.line("|---|---|---|--:|---|")
      for gap in coverage.gaps {
        let place = "\(gap.gap.kind.rawValue) \(text(gap.gap.name)) (\(text(gap.gap.id)))"
        let status = gap.gap.status.map { ", HTTP \($0)" } ?? ""
        try output.line(
          "| \(place) | \(gap.gap.reason.rawValue)\(status) | \(gap.since?.day ?? "–") |"
            + " \(gap.keysLastKnown) | \(text(gap.gap.requestID)) |")
      }
      try output.line()
    }
    for place in coverage.outOfScope {
      try output.line("- Out of scope: \(place.kind.rawValue) \(text(place.name)) (\(text(place.id)))")
    }
    if !coverage.outOfScope.isEmpty { try output.line() }
  }

  private func summary(_ output: inout ReportOutput) throws {
    let summary = document.summary
    try output.line("## Summary\n")
    try output.line(
      "\(summary.keys) keys of \(summary.serviceAccounts) service accounts in \(summary.folders) folders."
        + " \(summary.findings) findings: \(summary.new) new, \(summary.fixed) fixed,"
        + " \(summary.suppressed) suppressed.\n")
    for (title, counts) in [
      ("Severity", summary.bySeverity), ("Category", summary.byCategory), ("Rule", summary.byRule),
    ] {
      try output.line("| \(title) | Findings |\n|---|--:|")
      for count in counts { try output.line("| \(text(count.name)) | \(count.count) |") }
      try output.line()
    }
  }

  private var standing: [(id: String, findings: [ReportFinding])] {
    Dictionary(grouping: document.findings.filter(\.stands), by: \.keyID)
      .map { (id: $0.key, findings: $0.value.sorted(by: ReportFinding.precedes)) }
      .sorted { left, right in
        let ranks = (left.findings.map(\.severity.rank), right.findings.map(\.severity.rank))
        // Gravest first, then the longer list of grave ones: a prefix is the lesser.
        if ranks.0 != ranks.1 {
          for (a, b) in zip(ranks.0, ranks.1) where a != b { return a < b }
          return ranks.0.count > ranks.1.count
        }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
      }
  }

  private func first(_ output: inout ReportOutput) throws {
    let top = standing.prefix(10)
    guard !top.isEmpty else { return }
    try output.line("## Ten keys to act on first\n")
    try output.line("| Key | Service account | Owner | Why |\n|---|---|---|---|")
    for (id, findings) in top {
      let key = flagged[id]
      let why = findings.map { "\($0.severity.rawValue): \(text($0.title))" }.joined(separator: ", ")
      try output.line("| \(text(id)) | \(text(key?.serviceAccountName)) | \(text(key?.owner)) | \(why) |")
    }
    try output.line()
  }

  private func findings(_ output: inout ReportOutput) throws {
    try output.line("## Findings\n")
    let entries = standing
    guard !entries.isEmpty else { return try output.line("None.\n") }
    func path(_ id: String) -> [String] {
      guard let key = flagged[id] else { return ["", "", "", "", "", "", id] }
      return [
        key.cloudName ?? "", key.cloudID ?? "", key.folderName ?? "", key.folderID ?? "",
        key.serviceAccountName ?? "", key.serviceAccountID, id,
      ]
    }
    let placed = entries.map { (path: path($0.id), entry: $0) }.sorted {
      $0.path.lexicographicallyPrecedes($1.path) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    var folder: [String] = []
    var account: [String] = []
    for (path, entry) in placed {
      if Array(path[..<4]) != folder {
        folder = Array(path[..<4])
        account = []
        try output.line(
          "### Cloud \(text(path[0])) (\(text(path[1]))), folder \(text(path[2])) (\(text(path[3])))\n")
      }
      if Array(path[4..<6]) != account {
        account = Array(path[4..<6])
        try output.line("#### Service account \(text(path[4])) (\(text(path[5])))\n")
      }
      try self.key(entry.id, entry.findings, &output)
    }
  }

  private func key(
    _ id: String, _ findings: [ReportFinding], _ output: inout ReportOutput
  ) throws {
    let key = flagged[id]
    var facts = ["owner \(text(key?.owner))", "secret \(text(key?.maskedSecret?.text))"]
    if let age = key?.ageDays(at: moment) { facts.append("\(days(age)) old") }
    facts.append(key?.idleDays(at: moment).map { "used \(days($0)) ago" } ?? "no use recorded")
    if let left = key?.daysToExpiry(at: moment) {
      facts.append(left > 0 ? "expires in \(days(left))" : "expired \(days(-left)) ago")
    }
    if let description = key?.description, !description.isEmpty {
      facts.append("description: \(text(description))")
    }
    if key?.inGap == true { facts.append("**not seen in this snapshot**") }
    try output.line("**Key \(text(id))**: \(facts.joined(separator: "; "))\n")
    for finding in findings {
      let mark = (finding.isNew ? " (new)" : "") + (finding.status == .reopened ? " (reopened)" : "")
      let since = finding.firstFoundAt.map { "; since \($0.day)" } ?? ""
      try output.line(
        "- **\(finding.severity.rawValue)** \(text(finding.title))\(mark): \(text(finding.evidence))\(since)")
      if !finding.fix.isEmpty { try output.line("  - fix: \(fix(finding))") }
    }
    try output.line()
  }

  private func fix(_ finding: ReportFinding) -> String {
    SafeID.fits(finding.keyID)
      ? MarkdownText.command(finding.fix) : MarkdownText.escape(finding.fix)
  }

  private func days(_ days: Double) -> String {
    let whole = Int(days)
    return whole == 0 ? "less than a day" : whole == 1 ? "1 day" : "\(whole) days"
  }

  private func suppressed(_ output: inout ReportOutput) throws {
    let hidden = document.findings.filter { $0.status == .suppressed }
    guard !hidden.isEmpty else { return }
    try output.line("## Suppressed\n\n| Key | Rule | Reason | Until |\n|---|---|---|---|")
    for finding in hidden {
      try output.line(
        "| \(text(finding.keyID)) | \(text(finding.title)) | \(text(finding.reason)) | \(text(finding.until)) |"
      )
    }
    try output.line()
  }

  private func rules(_ output: inout ReportOutput) throws {
    guard !document.rules.isEmpty else { return }
    try output.line("## Rules and thresholds used\n")
    try output.line("| Rule | Severity | Thresholds | Why | References |\n|---|---|---|---|---|")
    for rule in document.rules {
      let used = rule.thresholds.map { text($0.name + " = " + $0.value) }.joined(separator: ", ")
      let references = rule.references.map { text($0) }.joined(separator: ", ")
      try output.line(
        "| \(text(rule.id)) | \(rule.severity.rawValue) | \(used) | \(text(rule.why)) | \(references) |")
    }
    try output.line()
  }

  private func inventory(_ keys: KeySource, _ output: inout ReportOutput) throws {
    try output.line("## Inventory\n\n<details><summary>All keys</summary>\n")
    try output.line(
      "| Key | Service account | Folder | Cloud | Created | Last used | Expires | Scopes | Flags |")
    try output.line("|---|---|---|---|---|---|---|---|---|")
    try keys.each { key in
      let scopes = text(key.scopes.sorted().map(\.name).joined(separator: " "))
      let cells = [
        text(key.id), text(key.serviceAccountName ?? key.serviceAccountID),
        text(key.folderName ?? key.folderID), text(key.cloudName ?? key.cloudID),
        key.createdAt?.day ?? "–", key.lastUsedAt?.day ?? "–", key.expiresAt?.day ?? "–", scopes,
        text((key.flags + (key.inGap ? ["not seen"] : [])).joined(separator: ", ")),
      ]
      try output.line("| " + cells.joined(separator: " | ") + " |")
    }
    try output.line("\n</details>")
  }
}
