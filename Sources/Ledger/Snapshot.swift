import Inventory

/// One recorded walk.
package struct Snapshot: Sendable, Equatable {
  /// 1, 2, 3… without holes: the order of snapshots, whatever their clocks said.
  package let number: Int
  /// When the walk began: the instant of every report about this snapshot.
  package let startedAt: Timestamp
  package let finishedAt: Timestamp
  /// The instant was set from outside (KEYLEDGER_NOW).
  package let forcedClock: Bool
  /// The instant lies before an earlier snapshot's.
  package let clockBehind: Bool
  package let scope: Selection
  /// The head of the hash chain after this snapshot, 64 hexadecimal digits.
  package let hash: String
  package let toolVersion: String
}

/// How a recorded snapshot differs from the one before, for the line that `snapshot` prints.
package struct RecordedSnapshot: Sendable, Equatable {
  package let snapshot: Snapshot
  /// Keys that exist at the snapshot, confirmed or not.
  package let keys: Int
  package let created: Int
  package let deleted: Int
  package let changed: Int
  package let used: Int
  package let gaps: [Gap]
}
