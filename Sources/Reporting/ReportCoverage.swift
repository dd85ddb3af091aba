import Inventory

/// What the snapshot saw, and what it did not.
package struct ReportCoverage: Sendable, Equatable {
  /// The snapshot confirmed everything that the ledger holds open.
  package var complete: Bool
  package var gaps: [ReportGap]
  /// What the ledger holds open and the snapshot was not asked to look at.
  package var outOfScope: [ReportPlace]

  package init(complete: Bool, gaps: [ReportGap] = [], outOfScope: [ReportPlace] = []) {
    self.complete = complete
    self.gaps = gaps
    self.outOfScope = outOfScope
  }
}

/// A place that could not be seen into.
package struct ReportGap: Sendable, Equatable {
  package var gap: Gap
  /// When it was first not seen, in an unbroken row of snapshots that ends with this one.
  package var since: Timestamp?
  /// How many keys the ledger holds open below it: what the gap hides.
  package var keysLastKnown: Int

  package init(gap: Gap, since: Timestamp? = nil, keysLastKnown: Int = 0) {
    self.gap = gap
    self.since = since
    self.keysLastKnown = keysLastKnown
  }
}

/// A container by kind, id and name.
package struct ReportPlace: Sendable, Equatable {
  package var kind: ContainerKind
  package var id: String
  package var name: String

  package init(kind: ContainerKind, id: String, name: String = "") {
    self.kind = kind
    self.id = id
    self.name = name
  }
}
