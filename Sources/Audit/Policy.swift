import Inventory
import Yams

/// A company's own decisions: thresholds, severities, owners, accepted risks.
package struct Policy: Sendable, Equatable {
  /// A risk or gap that was accepted until a date.
  package struct Acceptance: Sendable, Equatable {
    /// What it is about; all that are given must match. For a gap: `id`.
    package var rule: String?
    package var key: String?
    package var account: String?
    package var folder: String?
    package var id: String?
    package var reason: String
    /// The last instant at which it holds.
    package var until: Timestamp
    /// The date as it was written.
    package var untilText: String
  }

  package var thresholds: [String: Double] = [:]
  package var disabledRules: Set<String> = []
  package var severities: [String: Severity] = [:]
  package var ownerLabels: [String] = ["owner"]
  package var acceptedGaps: [Acceptance] = []
  package var suppressions: [Acceptance] = []

  package init() {}

  /// A gap's id was accepted, and the acceptance still holds at `moment`.
  package func accepts(_ gap: Gap, at moment: Timestamp) -> Bool {
    acceptedGaps.contains { $0.id == gap.id && moment <= $0.until }
  }
}

extension Policy {
  /// Reads a policy; every field is checked, unknown ones are refused. `source` names the file in errors.
  package init(yaml: String, source: String) throws(AuditError) {
    self.init()
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw AuditError(source: source, message: "not YAML: \(error)")
    } catch {
      throw AuditError(source: source, message: "not YAML")
    }
    guard let root else { return }
    let reader = PolicyReader(source: source)
    for (name, node) in try reader.fields(
      root, of: ["thresholds", "rules", "owner_labels", "accepted_gaps", "suppressions"])
    {
      switch name {
      case "thresholds": thresholds = try reader.numbers(node)
      case "rules": try read(rules: node, reader)
      case "owner_labels": ownerLabels = try reader.texts(node)
      case "accepted_gaps":
        acceptedGaps = try reader.acceptances(node, selectors: ["id"], required: "id")
      default:
        suppressions = try reader.acceptances(
          node, selectors: ["rule", "key", "account", "folder"], required: nil)
      }
    }
  }

  private mutating func read(rules node: Node, _ reader: PolicyReader) throws(AuditError) {
    for (id, value) in try reader.fields(node, of: nil) {
      if value.scalar != nil {
        guard let enabled = value.bool else {
          throw reader.error(value, "a rule is on, off or {severity: …}")
        }
        if !enabled { disabledRules.insert(id) }
        continue
      }
      for (field, value) in try reader.fields(value, of: ["enabled", "severity"]) {
        if field == "severity" {
          guard let severity = Severity(rawValue: value.string ?? "") else {
            throw reader.error(value, "a severity is critical, high, medium, low or info")
          }
          severities[id] = severity
        } else if value.bool == false {
          disabledRules.insert(id)
        }
      }
    }
  }
}
