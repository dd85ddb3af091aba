import Inventory

@testable import Reporting

/// A small report in which every text that the cloud sends is hostile.
enum SampleReport {
  static let moment = Timestamp("2026-06-28T03:00:00Z")!
  static let hostile =
    "a|b\r\n<script>alert(1)</script> [x](javascript:y) *b* _i_ `c` \u{202E}gnp \u{200B}& \"q\""

  static let key = ReportKey(
    id: "ajek1", serviceAccountID: "aje1", serviceAccountName: "=cmd|' /C calc'!A0",
    serviceAccountStatus: "ACTIVE", serviceAccountLabels: ["owner": "ann,\"x\""], owner: "ann,\"x\"",
    folderID: "b1gf", folderName: "-prod", cloudID: "b1gc", cloudName: "+main", organizationID: "bpf1",
    description: hostile, createdAt: Timestamp("2025-01-02T03:04:05.000006Z"), lastUsedAt: nil,
    expiresAt: Timestamp("2026-07-01T00:00:00+00:00"),
    scopes: [Scope("yc.postbox.send"), Scope("yc.logging.write")],
    maskedSecret: MaskedSecret("****rCG02w"), firstSeenAt: moment, confirmedAt: moment,
    flags: ["expiring-soon", "never-used"], inGap: true)

  static let findings = [
    ReportFinding(
      rule: "never-used", title: "Never used", category: "never-used", severity: .medium, keyID: "ajek1",
      evidence: "created 542 days ago (2025-01-02), no use recorded",
      fix: "yc iam api-key delete ajek1", firstFoundAt: moment, lastFoundAt: moment, isNew: true),
    ReportFinding(
      rule: "expiring-soon", title: "Expiring soon", category: "expiry", severity: .high, keyID: "ajek1",
      evidence: hostile, fix: "", status: .suppressed, firstFoundAt: moment, lastFoundAt: moment,
      reason: "known|risk", until: "2026-12-31"),
  ]

  static let rules = [
    ReportRule(
      id: "never-used", title: "Never used", category: "never-used", severity: .medium, why: "It can leak.",
      thresholds: [ReportThreshold("never_used_after_days", "30")], references: ["PCI DSS 4.0, 8.2.6"])
  ]

  static let document = ReportDocument(
    asOf: moment,
    snapshot: ReportSnapshot(
      number: 7, startedAt: moment, finishedAt: moment, scope: Selection(folderIDs: ["b1gf"]),
      hash: String(repeating: "ab", count: 32), toolVersion: "0.1.0"),
    coverage: ReportCoverage(
      complete: false,
      gaps: [
        ReportGap(
          gap: Gap(
            kind: .folder, id: "b1gf", name: "-prod", parentID: "b1gc", reason: .forbidden, code: 7,
            status: 403, requestID: "req-1"), since: moment, keysLastKnown: 1)
      ], outOfScope: [ReportPlace(kind: .folder, id: "b1gz", name: hostile)]),
    summary: ReportSummary(keys: 1, serviceAccounts: 1, folders: 2, findings: findings, rules: rules),
    rules: rules, findings: findings)

  static func render(_ format: ReportFormat) throws -> String {
    var bytes: [UInt8] = []
    try ReportRenderer.write(document, keys: KeySource([key]), as: format) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
