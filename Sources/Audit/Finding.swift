import Inventory

/// One rule's judgement of one key.
package struct Finding: Sendable, Equatable {
  /// Where a finding stands in its life.
  package enum Status: String, Sendable {
    case open, suppressed, fixed, reopened
  }

  /// `rule:key_id`, and nothing else: the name it keeps when texts, thresholds and order change.
  package var id: String { rule + ":" + keyID }
  package var rule: String
  package var keyID: String
  package var category: Category
  package var severity: Severity
  package var evidence: String
  /// The command that mends it; nil when an id in it is not safe in a command.
  package var fix: String?
  package var status: Status
  /// The instant of the snapshot at which the rule first found the key.
  package var firstFoundAt: Timestamp
  /// The instant of the newest snapshot at which it did.
  package var lastFoundAt: Timestamp
  /// Not found at the snapshot that this report is compared with.
  package var isNew: Bool
  /// Why it was accepted, and until when, for a suppressed finding.
  package var suppression: Policy.Acceptance?
}
