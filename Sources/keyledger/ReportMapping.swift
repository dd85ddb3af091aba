import Audit
import Inventory
import Ledger
import Reporting

/// An audit's result as the report document that every format renders.
extension ReportDocument {
  init(_ result: AuditResult) {
    let rules = result.rules.map { rule in
      ReportRule(
        id: rule.id, title: rule.title, category: rule.category.rawValue,
        severity: ReportSeverity(rule.severity), why: rule.why,
        thresholds: rule.parameters.keys.sorted().map { name in
          ReportThreshold(name, (result.thresholds[name] ?? 0).plain)
        },
        references: rule.references.map { "\($0.framework) \($0.version), \($0.id)" })
    }
    let titles = Dictionary(result.rules.map { ($0.id, $0.title) }, uniquingKeysWith: { old, _ in old })
    let findings = result.findings.map { finding in
      ReportFinding(
        rule: finding.rule, title: titles[finding.rule] ?? finding.rule,
        category: finding.category.rawValue, severity: ReportSeverity(finding.severity),
        keyID: finding.keyID, evidence: finding.evidence, fix: finding.fix ?? "",
        status: ReportFinding.Status(rawValue: finding.status.rawValue) ?? .open,
        firstFoundAt: finding.firstFoundAt, lastFoundAt: finding.lastFoundAt, isNew: finding.isNew,
        reason: finding.suppression?.reason, until: finding.suppression?.untilText)
    }
    var summary = ReportSummary(
      keys: result.counts.keys, serviceAccounts: result.counts.serviceAccounts,
      folders: result.counts.folders, findings: findings, rules: rules)
    summary.fixed = result.fixed
    self.init(
      asOf: result.snapshot.startedAt,
      snapshot: ReportSnapshot(
        number: result.snapshot.number, startedAt: result.snapshot.startedAt,
        finishedAt: result.snapshot.finishedAt, forcedClock: result.snapshot.forcedClock,
        scope: result.snapshot.scope, hash: result.snapshot.hash,
        toolVersion: result.snapshot.toolVersion),
      coverage: ReportCoverage(
        complete: result.isComplete,
        gaps: result.gaps.map { ReportGap(gap: $0.gap, since: $0.since, keysLastKnown: $0.keysLastKnown) },
        outOfScope: result.outOfScope.map { ReportPlace(kind: $0.kind, id: $0.id, name: $0.name) }),
      summary: summary, rules: rules, findings: findings)
  }
}

extension AuditResult {
  /// The snapshot confirmed everything that the ledger holds open.
  var isComplete: Bool { gaps.isEmpty && counts.unconfirmedAccounts == 0 && outOfScope.isEmpty }

  /// The keys with the rules that flag them.
  var reportKeys: [ReportKey] {
    var flags: [String: [String]] = [:]
    for finding in findings where finding.status == .open || finding.status == .reopened {
      flags[finding.keyID, default: []].append(finding.rule)
    }
    return keys.map { ReportKey($0, flags: (flags[$0.id] ?? []).sorted()) }
  }
}

extension ReportKey {
  init(_ key: KeyRecord, flags: [String]) {
    self.init(
      id: key.id, serviceAccountID: key.serviceAccountID, serviceAccountName: key.serviceAccountName,
      serviceAccountStatus: key.serviceAccountStatus, serviceAccountLabels: key.serviceAccountLabels,
      owner: key.owner, folderID: key.folderID, folderName: key.folderName, cloudID: key.cloudID,
      cloudName: key.cloudName, organizationID: key.organizationID, description: key.description,
      createdAt: key.createdAt, lastUsedAt: key.lastUsedAt, expiresAt: key.expiresAt,
      scopes: key.scopes.map { Scope($0) },
      maskedSecret: key.maskedSecret.flatMap { MaskedSecret($0) }, firstSeenAt: key.firstSeenAt,
      confirmedAt: key.confirmedAt, deletedAt: key.deletedAt, flags: flags, inGap: key.inGap)
  }
}

extension ReportSeverity {
  init(_ severity: Severity) { self = ReportSeverity(rawValue: severity.rawValue) ?? .info }
}

extension Double {
  /// 30 for 30.0, 2.5 for 2.5.
  var plain: String { Int64(exactly: self).map { String($0) } ?? String(self) }
}
