import Inventory
import Ledger

/// What `snapshot` prints: one line that ends with the head of the chain, so that cron's mail keeps it.
enum SnapshotLine {
  static func text(_ recorded: RecordedSnapshot) -> String {
    let gaps = recorded.gaps.isEmpty ? "no gaps" : recorded.gaps.count.of("gap")
    return "snapshot \(recorded.snapshot.number): \(recorded.keys.of("key")) "
      + "(\(recorded.created.grouped) new, \(recorded.deleted.grouped) deleted, "
      + "\(recorded.changed.grouped) changed, \(recorded.used.grouped) used), \(gaps), "
      + "head \(recorded.snapshot.hash)"
  }

  /// The gaps that a person must look at; the first ten by name.
  static func gaps(_ gaps: [Gap]) -> String {
    let named = gaps.prefix(10).map { gap in
      var facts = gap.reason.rawValue
      if let status = gap.status { facts += ", HTTP \(status)" }
      if let id = gap.requestID { facts += ", request id \(id)" }
      let name = gap.name.isEmpty ? "" : " (\(gap.name))"
      return "  " + Terminal.clean("\(gap.kind.rawValue) \(gap.id)\(name): \(facts)")
    }
    let more = gaps.count > 10 ? ["  and \((gaps.count - 10).grouped) more"] : []
    return
      ([
        "\(gaps.count.of("place")) could not be seen; grant access, or accept the gap in the policy:"
      ] + named + more).joined(separator: "\n")
  }
}
