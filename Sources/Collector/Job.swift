import Inventory
import YandexCloud

/// One piece of a walk: one list, or one object by its id.
enum Job: Sendable {
  case organizations
  case clouds(organizationID: String?)
  /// `known` when the ledger holds the cloud and no list named it; nil when a person selected it.
  case cloud(id: String, known: KnownContainers.KnownCloud?)
  case folders(of: Cloud)
  case folder(id: String)
  case accounts(of: Folder)
  case account(id: String)
  case keys(of: ServiceAccount)
  /// A list answered 404 in mid-walk: is the object itself gone?
  case confirmCloud(Cloud)
  case confirmFolder(Folder)
}

/// What a job learned. A list that broke has what was read before it, and the error.
enum Learned: Sendable {
  case organizations([Organization], (any Error)?)
  case clouds([Cloud], (any Error)?)
  case folders([Folder], (any Error)?)
  case accounts([ServiceAccount], (any Error)?)
  case cloud(Result<Cloud, any Error>)
  case folder(Result<Folder, any Error>)
  case account(Result<ServiceAccount, any Error>)
  case keys(Result<[APIKey], any Error>)
}

extension Job {
  /// Makes the job's calls. Throws only `CancellationError`.
  func run(_ client: Client) async throws -> Learned {
    switch self {
    case .organizations:
      let (list, error) = try await collect { try await client.organizations($0) }
      return .organizations(list, error)
    case .clouds(let organizationID):
      let (list, error) = try await collect {
        try await client.clouds(organizationID: organizationID, $0)
      }
      return .clouds(list, error)
    case .folders(let cloud):
      let (list, error) = try await collect { try await client.folders(cloudID: cloud.id, $0) }
      return .folders(list, error)
    case .accounts(let folder):
      let (list, error) = try await collect {
        try await client.serviceAccounts(folderID: folder.id, $0)
      }
      return .accounts(list, error)
    case .cloud(let id, _): return .cloud(try await attempt { try await client.cloud(id) })
    case .confirmCloud(let cloud): return .cloud(try await attempt { try await client.cloud(cloud.id) })
    case .folder(let id): return .folder(try await attempt { try await client.folder(id) })
    case .confirmFolder(let folder):
      return .folder(try await attempt { try await client.folder(folder.id) })
    case .account(let id):
      return .account(try await attempt { try await client.serviceAccount(id) })
    case .keys(let account):
      return .keys(try await attempt { try await client.apiKeys(serviceAccountID: account.id) })
    }
  }

  private func collect<Item>(
    _ list: (([Item]) async throws -> Void) async throws -> Void
  ) async throws -> ([Item], (any Error)?) {
    var items: [Item] = []
    do {
      try await list { items += $0 }
      return (items, nil)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return (items, error)
    }
  }

  private func attempt<Value>(
    _ body: () async throws -> Value
  ) async throws -> Result<Value, any Error> {
    do {
      return .success(try await body())
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return .failure(error)
    }
  }
}
