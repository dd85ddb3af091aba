import Inventory

/// The snapshot that a report is made from.
package struct ReportSnapshot: Sendable, Equatable {
  /// 1, 2, 3… without holes.
  package var number: Int
  package var startedAt: Timestamp
  package var finishedAt: Timestamp
  /// The clock was set by hand (KEYLEDGER_NOW) when it was taken.
  package var forcedClock: Bool
  /// What the walk was asked to see.
  package var scope: Selection
  /// The head of the ledger's hash chain at this snapshot, in hexadecimal.
  package var hash: String
  /// The version of keyledger that took it.
  package var toolVersion: String

  package init(
    number: Int, startedAt: Timestamp, finishedAt: Timestamp, forcedClock: Bool = false,
    scope: Selection = Selection(), hash: String, toolVersion: String
  ) {
    self.number = number
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.forcedClock = forcedClock
    self.scope = scope
    self.hash = hash
    self.toolVersion = toolVersion
  }
}
