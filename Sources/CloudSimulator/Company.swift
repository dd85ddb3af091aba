import Inventory

/// A simulated company: everything that ever exists in its cloud, each with a life. The same seed gives the
/// same company.
package struct Company: Sendable, Equatable {
  /// Something with a beginning and, perhaps, an end, in nanoseconds since 1970.
  package struct Span: Sendable, Equatable {
    package var from: Int64
    package var to: Int64?
    package func holds(at moment: Int64) -> Bool { from <= moment && (to.map { moment < $0 } ?? true) }
  }

  package struct AccountLife: Sendable, Equatable {
    package var account: ServiceAccount
    package var span: Span
    package var suspendedFrom: Int64?
  }

  package struct KeyLife: Sendable, Equatable {
    package var key: APIKey
    package var span: Span
    /// Nanoseconds between two uses; nil for a key that is never used.
    package var usedEvery: Int64?
    /// The stretches of time in which it is used.
    package var active: [Span]
    /// Scopes from an instant on, oldest first.
    package var scopes: [(from: Int64, scopes: Set<Scope>)]
    /// Expiry from an instant on, oldest first.
    package var expiries: [(from: Int64, expiresAt: Timestamp?)]

    package static func == (left: KeyLife, right: KeyLife) -> Bool {
      left.key == right.key && left.span == right.span && left.usedEvery == right.usedEvery
        && left.active == right.active
        && left.scopes.elementsEqual(right.scopes) { $0 == $1 }
        && left.expiries.elementsEqual(right.expiries) { $0 == $1 }
    }
  }

  package var organizations: [Organization]
  package var clouds: [Cloud]
  package var folders: [(folder: Folder, span: Span)]
  package var accounts: [AccountLife]
  package var keys: [KeyLife]

  package static func == (left: Company, right: Company) -> Bool {
    left.organizations == right.organizations && left.clouds == right.clouds
      && left.folders.elementsEqual(right.folders) { $0 == $1 } && left.accounts == right.accounts
      && left.keys == right.keys
  }
}

extension Company.KeyLife {
  /// The key as the cloud shows it at a moment.
  func shown(at moment: Int64) -> APIKey {
    var shown = key
    shown.scopes = scopes.last { $0.from <= moment }?.scopes ?? key.scopes
    shown.expiresAt = expiries.last { $0.from <= moment }.flatMap { $0.expiresAt }
    // An expired key opens nothing, so nothing can use it.
    shown.lastUsedAt = lastUse(before: min(moment, shown.expiresAt?.nanoseconds ?? moment))
    return shown
  }

  /// The latest use before a moment: every `usedEvery` from the beginning of each active stretch.
  func lastUse(before moment: Int64) -> Timestamp? {
    guard let usedEvery, let stretch = active.last(where: { $0.from <= moment }) else { return nil }
    let until = min(moment, stretch.to ?? moment)
    let uses = (until - stretch.from) / usedEvery
    return Timestamp(nanoseconds: stretch.from + uses * usedEvery)
  }
}
