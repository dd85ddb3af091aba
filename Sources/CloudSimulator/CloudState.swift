import Inventory

/// What a company's cloud shows at one moment, indexed for serving.
package struct CloudState: Sendable, Equatable {
  package var organizations: [Organization]
  package var clouds: [Cloud]
  package var folders: [String: [Folder]]
  package var accounts: [String: [ServiceAccount]]
  package var keys: [String: [APIKey]]

  package init(of company: Company, at moment: Timestamp) {
    let now = moment.nanoseconds
    organizations = company.organizations
    clouds = company.clouds
    let open = company.folders.filter { $0.span.holds(at: now) }.map(\.folder)
    folders = Dictionary(grouping: open, by: \.cloudID)
    let folderIDs = Set(open.map(\.id))
    var uses: [String: Timestamp] = [:]
    var shown: [APIKey] = []
    for life in company.keys where life.span.holds(at: now) {
      let key = life.shown(at: now)
      shown.append(key)
      if let use = key.lastUsedAt {
        uses[key.serviceAccountID] = max(uses[key.serviceAccountID] ?? use, use)
      }
    }
    let living = company.accounts.filter {
      $0.span.holds(at: now) && folderIDs.contains($0.account.folderID)
    }.map { life in
      var account = life.account
      account.lastAuthenticatedAt = uses[account.id]
      if let suspended = life.suspendedFrom, suspended <= now { account.status = "SUSPENDED" }
      return account
    }
    accounts = Dictionary(grouping: living, by: \.folderID)
    let accountIDs = Set(living.map(\.id))
    keys = Dictionary(
      grouping: shown.filter { accountIDs.contains($0.serviceAccountID) }, by: \.serviceAccountID)
  }
}
