import Inventory
import Testing

@testable import Audit

@Suite("A policy")
struct PolicyTests {
  @Test("changes thresholds, severities and which rules judge")
  func thresholds() async throws {
    let policy = try Policy(
      yaml: """
        thresholds: {never_used_after_days: 3}
        rules: {no-expiry: off, never-used: {severity: critical}}
        """, source: "policy.yaml")
    var key = JudgedKeys.quiet
    key.lastUsedAt = nil
    key.expiresAt = nil
    let findings = try await JudgedKeys.judge([key], policy: policy).findings
    #expect(findings.map(\.rule) == ["never-used"])
    #expect(findings.first?.severity == .critical)
  }

  @Test("suppresses a finding until its date, and no longer")
  func suppression() async throws {
    var key = JudgedKeys.quiet
    key.expiresAt = nil
    for (until, status) in [("2026-06-28", Finding.Status.suppressed), ("2026-06-27", .open)] {
      let policy = try Policy(
        yaml: "suppressions: [{rule: no-expiry, account: a1, reason: legacy, until: \(until)}]",
        source: "policy.yaml")
      #expect(try await JudgedKeys.judge([key], policy: policy).findings.map(\.status) == [status])
    }
  }

  @Test("accepts a gap by id until its date")
  func gaps() throws {
    let policy = try Policy(
      yaml: "accepted_gaps:\n  - {id: f1, reason: not ours, until: 2026-07-01}", source: "p")
    let gap = Gap(kind: .folder, id: "f1", reason: .forbidden)
    #expect(policy.accepts(gap, at: Timestamp("2026-07-01T23:00:00Z")!))
    #expect(!policy.accepts(gap, at: Timestamp("2026-07-02T00:00:00Z")!))
    #expect(!policy.accepts(Gap(kind: .folder, id: "f2", reason: .forbidden), at: JudgedKeys.now))
  }

  @Test(
    "is refused with the line of its mistake",
    arguments: [
      ("treshholds: {}", 1), ("thresholds:\n  max_scopes: many", 2),
      ("rules:\n  stale: {severity: enormous}", 2), ("accepted_gaps:\n  - {id: f1, until: 2027-01-01}", 2),
      ("suppressions:\n  - {rule: stale, reason: x}", 2), ("- a\n- b", 1),
    ])
  func mistakes(yaml: String, line: Int) {
    let error = #expect(throws: AuditError.self) { try Policy(yaml: yaml, source: "policy.yaml") }
    #expect(error?.line == line)
    #expect(error?.source == "policy.yaml")
  }
}
