import Inventory
import Ledger

/// What the rules found at one moment of the ledger.
package struct AuditResult: Sendable {
  package var snapshot: Snapshot
  package var counts: MomentCounts
  package var keys: [KeyRecord]
  package var gaps: [GapRecord]
  package var outOfScope: [Gap.Place]
  package var rules: [Rule]
  /// The thresholds in force, by name.
  package var thresholds: [String: Double]
  /// By severity, then rule, then key. Fixed findings are there only when a comparison was asked for.
  package var findings: [Finding]
  /// Findings of the compared snapshot that are gone.
  package var fixed: Int
  /// The snapshot that "new" and "fixed" are against; nil in a ledger's first snapshot.
  package var comparedWith: Snapshot?
}

extension Gap {
  /// A place in the cloud, without judgement.
  package struct Place: Sendable, Equatable {
    package var kind: ContainerKind
    package var id: String
    package var name: String
  }
}

/// Judges a ledger.
package struct Auditor: Sendable {
  package let ledger: Ledger
  package let policy: Policy
  package let rules: [Rule]
  private let catalog: [CatalogScope]

  /// Takes the built-in rules, and the user's own; a user's rule of the same id replaces the built-in.
  package init(ledger: Ledger, policy: Policy, customRules: [Rule]) throws(AuditError) {
    self.ledger = ledger
    self.policy = policy
    catalog = try ScopeCatalogue.builtIn()
    var rules = try RuleCatalogue.builtIn()
    for rule in customRules {
      rules.removeAll { $0.id == rule.id }
      rules.append(rule)
    }
    for index in rules.indices {
      if let severity = policy.severities[rules[index].id] { rules[index].severity = severity }
    }
    let known = Set(rules.map(\.id))
    for id in policy.disabledRules.union(policy.severities.keys).sorted() where !known.contains(id) {
      throw AuditError(source: "policy", message: "there is no rule \(id)")
    }
    let parameters = Set(rules.flatMap(\.parameters.keys))
    for name in policy.thresholds.keys.sorted() where !parameters.contains(name) {
      throw AuditError(
        source: "policy",
        message: "there is no threshold \(name); there are \(parameters.sorted().joined(separator: ", "))")
    }
    self.rules = rules.filter { !policy.disabledRules.contains($0.id) }
  }

  /// The thresholds in force, by name.
  package var thresholds: [String: Double] {
    var thresholds: [String: Double] = [:]
    for rule in rules {
      for (name, parameter) in rule.parameters {
        thresholds[name] = policy.thresholds[name] ?? parameter.default
      }
    }
    return thresholds
  }

  /// Judges the ledger at a moment, and every snapshot before it for the lives of the findings.
  ///
  /// - Parameter since: what "new" is against; the snapshot before when nil.
  package func run(at moment: Moment, newSince since: Moment? = nil) throws -> AuditResult {
    let snapshot = try ledger.snapshot(at: moment)
    let past = try ledger.snapshots().filter { $0.number < snapshot.number }
    let baseline =
      if let since {
        try ledger.snapshot(at: since)
      } else {
        past.last
      }
    let session = try ledger.session(
      at: snapshot, catalog: catalog, ownerLabels: policy.ownerLabels)
    let keys = try session.keys()
    let found = try judge(session)
    let lives = try lives(through: past, then: snapshot, found: found, comparedWith: baseline)
    let before = lives.baseline

    let accounts = Dictionary(keys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var findings: [Finding] = []
    for (rule, evidence) in found {
      for (keyID, sentence) in evidence {
        guard let key = accounts[keyID] else { continue }
        let name = FindingName(rule: rule.id, key: keyID)
        let life = lives.lives[name]
        let suppression = suppression(of: rule.id, key: key, at: snapshot.startedAt)
        findings.append(
          Finding(
            rule: rule.id, keyID: keyID, category: rule.category, severity: rule.severity,
            evidence: sentence, fix: Fix.command(rule.fix, for: key),
            status: suppression != nil ? .suppressed : life?.reopened == true ? .reopened : .open,
            firstFoundAt: life?.first ?? snapshot.startedAt, lastFoundAt: snapshot.startedAt,
            isNew: baseline != nil && !before.contains(name), suppression: suppression))
      }
    }
    let now = Set(findings.map { FindingName(rule: $0.rule, key: $0.keyID) })
    let gone = before.subtracting(now)
    if since != nil { findings += fixedFindings(gone, lives) }
    findings.sort { ($0.severity.rank, $0.rule, $0.keyID) < ($1.severity.rank, $1.rule, $1.keyID) }

    return AuditResult(
      snapshot: snapshot, counts: try session.counts(), keys: keys, gaps: try session.gaps(),
      outOfScope: try session.outOfScope().map { Gap.Place(kind: $0.kind, id: $0.id, name: $0.name) },
      rules: rules, thresholds: thresholds, findings: findings, fixed: gone.count,
      comparedWith: baseline)
  }

  /// Every rule's keys with their evidence, several rows of one key joined in order.
  private func judge(_ session: AuditSession) throws -> [(Rule, [(String, String)])] {
    let known = try session.keyIDs()
    return try rules.map { rule in
      var parameters: [String: Double] = [:]
      for (name, parameter) in rule.parameters {
        parameters[name] = policy.thresholds[name] ?? parameter.default
      }
      let rows: [(keyID: String, evidence: String)]
      do {
        rows = try session.rows(of: rule.sql, parameters: parameters)
      } catch LedgerError.query(let message) {
        throw AuditError(source: rule.source, message: message)
      }
      var order: [String] = []
      var evidence: [String: String] = [:]
      for row in rows {
        guard known.contains(row.keyID) else {
          throw AuditError(
            source: rule.source, message: "it returned the key_id \(row.keyID), which does not exist")
        }
        if let already = evidence[row.keyID] {
          evidence[row.keyID] = already + "; " + row.evidence
        } else {
          order.append(row.keyID)
          evidence[row.keyID] = row.evidence
        }
      }
      return (rule, order.map { ($0, evidence[$0] ?? "") })
    }
  }

  private func lives(
    through past: [Snapshot], then snapshot: Snapshot, found: [(Rule, [(String, String)])],
    comparedWith baseline: Snapshot?
  ) throws -> Lives {
    var lives = Lives(comparedWith: baseline?.number)
    for earlier in past {
      let session = try ledger.session(
        at: earlier, catalog: catalog, ownerLabels: policy.ownerLabels)
      lives.add(names(of: try judge(session)), at: earlier)
    }
    lives.add(names(of: found), at: snapshot)
    return lives
  }

  private func names(of found: [(Rule, [(String, String)])]) -> Set<FindingName> {
    Set(found.flatMap { rule, keys in keys.map { FindingName(rule: rule.id, key: $0.0) } })
  }

  private func suppression(
    of rule: String, key: KeyRecord, at moment: Timestamp
  ) -> Policy.Acceptance? {
    policy.suppressions.first {
      moment <= $0.until && ($0.rule ?? rule) == rule && ($0.key ?? key.id) == key.id
        && ($0.account ?? key.serviceAccountID) == key.serviceAccountID
        && ($0.folder ?? key.folderID) == key.folderID
    }
  }

  private func fixedFindings(_ gone: Set<FindingName>, _ lives: Lives) -> [Finding] {
    gone.compactMap { name in
      guard let rule = rules.first(where: { $0.id == name.rule }), let life = lives.lives[name] else {
        return nil
      }
      return Finding(
        rule: name.rule, keyID: name.key, category: rule.category, severity: rule.severity,
        evidence: "no longer found", fix: nil, status: .fixed, firstFoundAt: life.first,
        lastFoundAt: life.last, isNew: false, suppression: nil)
    }
  }
}
