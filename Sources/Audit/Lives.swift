import Inventory
import Ledger

/// A finding's two-part name.
struct FindingName: Hashable {
  let rule: String
  let key: String
}

/// The lives of findings over a ledger's snapshots, oldest first. Nothing of it is kept in the ledger.
struct Lives {
  typealias Found = Set<FindingName>

  struct Life {
    var first: Timestamp
    var last: Timestamp
    var lastSnapshot: Int
    /// It was gone for at least one snapshot, and came back.
    var reopened = false
  }

  private(set) var lives: [FindingName: Life] = [:]
  /// What was found at the one snapshot that a report is compared with.
  private(set) var baseline: Found = []
  private let baselineNumber: Int?

  init(comparedWith number: Int?) { baselineNumber = number }

  mutating func add(_ found: Found, at snapshot: Snapshot) {
    if snapshot.number == baselineNumber { baseline = found }
    for name in found {
      if var life = lives[name] {
        if life.lastSnapshot != snapshot.number - 1 { life.reopened = true }
        life.last = snapshot.startedAt
        life.lastSnapshot = snapshot.number
        lives[name] = life
      } else {
        lives[name] = Life(
          first: snapshot.startedAt, last: snapshot.startedAt, lastSnapshot: snapshot.number)
      }
    }
  }
}
