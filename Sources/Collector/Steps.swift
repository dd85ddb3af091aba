import Inventory
import YandexCloud

/// One run of a walk: the descent from a cloud to its keys.
struct Steps: Sendable {
  let walk: Walk
  let outlet: Outlet
  let folders: Limiter
  var client: Client { walk.client }

  /// A cloud and everything in it, unless it was walked already.
  func descend(_ cloud: Cloud) async throws {
    guard await outlet.meet(cloud: cloud.id) else { return }
    try await outlet.put(.cloud(cloud))
    try await withWindow(width: Walk.foldersAtOnce) { add in
      do {
        try await client.folders(cloudID: cloud.id) { page in
          for folder in page { try await add { try await descend(folder) } }
        }
      } catch let error as APIError {
        let gap = Gap(.cloud, id: cloud.id, name: cloud.name, parentID: cloud.organizationID, error)
        try await lost(gap) { _ = try await client.cloud(cloud.id) }
      }
    }
  }

  /// A folder and everything in it, unless it was walked already.
  func descend(_ folder: Folder) async throws {
    guard await outlet.meet(folder: folder.id) else { return }
    try await folders.acquire()
    do {
      try await read(folder)
    } catch {
      await folders.release()
      throw error
    }
    await folders.release()
  }

  private func read(_ folder: Folder) async throws {
    try await outlet.put(.folder(folder))
    // A list that shifts between its pages may name an account twice.
    var seen: Set<String> = []
    try await withWindow(width: Walk.accountsAtOnce) { add in
      do {
        try await client.serviceAccounts(folderID: folder.id) { page in
          let fresh = page.filter { seen.insert($0.id).inserted }
          await outlet.found(accounts: fresh.count)
          for account in fresh { try await add { try await descend(account) } }
        }
      } catch let error as APIError {
        let gap = Gap(.folder, id: folder.id, name: folder.name, parentID: folder.cloudID, error)
        try await lost(gap) { _ = try await client.folder(folder.id) }
      }
    }
  }

  /// An account with all its keys, or a gap in their place.
  func descend(_ account: ServiceAccount) async throws {
    do {
      let keys = try await client.apiKeys(serviceAccountID: account.id)
      try await outlet.put(.serviceAccount(account, keys: keys))
    } catch let error as APIError {
      await outlet.noted(error)
      if gapReason(error) == .notFound {
        try await outlet.put(.absent(.serviceAccount, id: account.id))
        return
      }
      try await outlet.put(.serviceAccount(account, keys: nil))
      let gap = Gap(
        .serviceAccount, id: account.id, name: account.name, parentID: account.folderID, error)
      try await outlet.put(.gap(gap))
    }
  }

  /// A container whose list failed: gone if asking for it by id answers 404 too, else a gap.
  private func lost(_ gap: Gap, ask: () async throws -> Void) async throws {
    if gap.reason == .notFound {
      do { try await ask() } catch let error as APIError {
        if gapReason(error) == .notFound {
          try await outlet.put(.absent(gap.kind, id: gap.id))
          return
        }
      }
    }
    try await outlet.put(.gap(gap))
  }
}
