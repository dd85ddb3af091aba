import Inventory

/// The report as one JSON document: small parts over several lines, a finding and a key on one line each.
enum JSONReport {
  static func write(_ document: ReportDocument, _ keys: KeySource, to output: inout ReportOutput) throws {
    try output.line("{")
    for member in document.jsonHead {
      try output.line("  " + JSONValue.quoted(member.name) + ": " + member.value.indented(1) + ",")
    }
    try output.write("  \"findings\": [")
    var first = true
    for finding in document.findings {
      try output.write((first ? "\n    " : ",\n    ") + finding.json.line)
      first = false
    }
    try output.write((first ? "" : "\n  ") + "],\n  \"keys\": [")
    first = true
    try keys.each { key in
      try output.write((first ? "\n    " : ",\n    ") + key.json.line)
      first = false
    }
    try output.write((first ? "" : "\n  ") + "]\n}\n")
  }
}

extension ReportDocument {
  /// Everything before the findings, in the contract's order.
  var jsonHead: [JSONValue.Member] {
    [
      .init("schema_version", .string(Self.schemaVersion)),
      .init("as_of", .instant(asOf)),
      .init("covers", .string(Self.covers)),
      .init("snapshot", snapshot.json),
      .init("coverage", coverage.json),
      .init("summary", summary.json),
      .init("rules", .array(rules.map(\.json))),
    ]
  }
}

extension ReportSnapshot {
  package var json: JSONValue {
    .object([
      .init("number", .int(number)),
      .init("started_at", .instant(startedAt)),
      .init("finished_at", .instant(finishedAt)),
      .init("forced_clock", .bool(forcedClock)),
      .init("scope", scope.json),
      .init("hash", .string(hash)),
      .init("tool_version", .string(toolVersion)),
    ])
  }
}

extension Selection {
  /// What was asked for, with `everything` true when nothing was singled out.
  package var json: JSONValue {
    .object([
      .init("everything", .bool(isEverything)),
      .init("organization_ids", .strings(organizationIDs)),
      .init("cloud_ids", .strings(cloudIDs)),
      .init("folder_ids", .strings(folderIDs)),
      .init("service_account_ids", .strings(serviceAccountIDs)),
    ])
  }
}

extension ReportCoverage {
  package var json: JSONValue {
    .object([
      .init("complete", .bool(complete)),
      .init("gaps", .array(gaps.map(\.json))),
      .init("out_of_scope", .array(outOfScope.map(\.json))),
    ])
  }
}

extension ReportGap {
  package var json: JSONValue {
    .object([
      .init("kind", .string(gap.kind.rawValue)),
      .init("id", .string(gap.id)),
      .init("name", .text(gap.name)),
      .init("parent_id", .text(gap.parentID)),
      .init("reason", .string(gap.reason.rawValue)),
      .init("code", .number(gap.code)),
      .init("status", .number(gap.status)),
      .init("request_id", .text(gap.requestID)),
      .init("since", .instant(since)),
      .init("keys_last_known", .int(keysLastKnown)),
    ])
  }
}

extension ReportPlace {
  package var json: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("id", .string(id)), .init("name", .text(name)),
    ])
  }
}

extension ReportSummary {
  package var json: JSONValue {
    func object(_ counts: [ReportCount]) -> JSONValue {
      .object(counts.map { .init($0.name, .int($0.count)) })
    }
    return .object([
      .init("keys", .int(keys)),
      .init("service_accounts", .int(serviceAccounts)),
      .init("folders", .int(folders)),
      .init("findings", .int(findings)),
      .init("by_rule", object(byRule)),
      .init("by_severity", object(bySeverity)),
      .init("by_category", object(byCategory)),
      .init("new", .int(new)),
      .init("fixed", .int(fixed)),
      .init("suppressed", .int(suppressed)),
    ])
  }
}

extension ReportFinding {
  package var json: JSONValue {
    .object([
      .init("id", .string(id)),
      .init("rule", .string(rule)),
      .init("category", .string(category)),
      .init("severity", .string(severity.rawValue)),
      .init("key_id", .string(keyID)),
      .init("evidence", .string(evidence)),
      .init("fix", .text(fix)),
      .init("status", .string(status.rawValue)),
      .init("first_found_at", .instant(firstFoundAt)),
      .init("last_found_at", .instant(lastFoundAt)),
      .init("title", .string(title)),
      .init("new", .bool(isNew)),
      .init("reason", .text(reason)),
      .init("until", .text(until)),
    ])
  }
}

extension ReportRule {
  package var json: JSONValue {
    .object([
      .init("id", .string(id)),
      .init("title", .string(title)),
      .init("category", .string(category)),
      .init("severity", .string(severity.rawValue)),
      .init("why", .text(why)),
      .init(
        "thresholds",
        .object(
          thresholds.map { .init($0.name, $0.number.map { .double($0) } ?? .string($0.value)) })),
      .init("references", .strings(references)),
    ])
  }
}
