import Inventory
import YandexCloud

/// Where a walk begins: everything, or what was selected.
extension Steps {
  func everything() async throws {
    do {
      try await client.organizations { page in
        for organization in page { try await outlet.put(.organization(organization)) }
      }
    } catch let error as APIError {
      // Names stay unknown, which is no gap; but with no connection or credential nothing follows.
      let nothingRead = await client.calls.good == 0
      if nothingRead, error.cause == .unreachable { throw WalkError.unreachable(error) }
      if nothingRead, gapReason(error) == .unauthenticated { throw WalkError.notAuthenticated(error) }
    }
    try await clouds(of: nil)
  }

  /// The clouds of one organization, or all; then those that only the ledger names.
  func clouds(of organizationID: String?) async throws {
    try await withWindow(width: Walk.cloudsAtOnce) { add in
      var listed: Set<String> = []
      do {
        try await client.clouds(organizationID: organizationID) { page in
          for cloud in page {
            listed.insert(cloud.id)
            try await add { try await descend(cloud) }
          }
        }
      } catch let error as APIError {
        await outlet.noted(error)
        let reason = gapReason(error)
        if listed.isEmpty, organizationID == nil, reason != .forbidden {
          throw WalkError(nothingSeen: error)
        }
        try await outlet.put(.gap(Gap(.organization, id: organizationID ?? "", error)))
      }
      for cloud in walk.known.clouds where !listed.contains(cloud.id) {
        if let organizationID, cloud.organizationID != organizationID { continue }
        try await add { try await missing(cloud) }
      }
    }
  }

  /// A cloud that the ledger knows and the list does not name.
  private func missing(_ known: KnownContainers.KnownCloud) async throws {
    if await outlet.hasMet(cloud: known.id) { return }
    do {
      try await descend(try await client.cloud(known.id))
    } catch let error as APIError {
      await outlet.noted(error)
      if gapReason(error) == .notFound {
        try await outlet.put(.absent(.cloud, id: known.id))
      } else {
        let gap = Gap(
          .cloud, id: known.id, name: known.name, parentID: known.organizationID, error,
          reason: .notListed)
        try await outlet.put(.gap(gap))
      }
    }
  }

  func selected() async throws {
    let selection = walk.selection
    for id in unique(selection.organizationIDs) {
      do {
        try await outlet.put(.organization(try await client.organization(id)))
      } catch let error as APIError { await outlet.noted(error) }
      try await clouds(of: id)
    }
    let knownClouds = Set(walk.known.clouds.map(\.id))
    for id in unique(selection.cloudIDs) where await !outlet.hasMet(cloud: id) {
      do {
        try await descend(try await client.cloud(id))
      } catch let error as APIError {
        try await refused(.cloud, id, known: knownClouds.contains(id), error)
      }
    }
    for id in unique(selection.folderIDs) where await !outlet.hasMet(folder: id) {
      do {
        let folder = try await client.folder(id)
        try await parent(cloudID: folder.cloudID)
        try await descend(folder)
      } catch let error as APIError {
        try await refused(.folder, id, known: walk.known.folderIDs.contains(id), error)
      }
    }
    for id in unique(selection.serviceAccountIDs) {
      do {
        let account = try await client.serviceAccount(id)
        if await outlet.hasMet(folder: account.folderID) { continue }
        await outlet.found(accounts: 1)
        if let folder = try await optional({ try await client.folder(account.folderID) }) {
          try await parent(cloudID: folder.cloudID)
          try await outlet.put(.folder(folder))
        }
        try await descend(account)
      } catch let error as APIError {
        let known = walk.known.serviceAccountIDs.contains(id)
        try await refused(.serviceAccount, id, known: known, error)
      }
    }
  }

  /// The cloud of a selected folder, for its name; nothing when it may not be read.
  private func parent(cloudID: String) async throws {
    if cloudID.isEmpty { return }
    if await outlet.hasMet(cloud: cloudID) { return }
    if let cloud = try await optional({ try await client.cloud(cloudID) }) {
      try await outlet.put(.cloud(cloud))
    }
  }

  private func optional<Value>(_ read: () async throws -> Value) async throws -> Value? {
    do { return try await read() } catch is APIError { return nil }
  }

  private func refused(
    _ kind: ContainerKind, _ id: String, known: Bool, _ error: APIError
  ) async throws {
    await outlet.noted(error)
    if known, gapReason(error) == .notFound {
      try await outlet.put(.absent(kind, id: id))
    } else {
      try await outlet.put(.gap(Gap(kind, id: id, error)))
    }
  }

  private func unique(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }
}
