import Inventory

extension Client {
  /// Calls `take` with every page of a list, of 1000 objects each; throws where a page can't be read, after
  /// the pages before it were taken.
  private func pages<P: Page>(
    _ service: Service, _ path: String, _ query: [(String, String)], as: P.Type,
    _ take: ([P.Item]) async throws -> Void
  ) async throws {
    var token = ""
    var seen: Set<String> = []
    repeat {
      let page = try await get(
        service, path,
        query: query + [("pageSize", "1000")] + (token.isEmpty ? [] : [("pageToken", token)]),
        as: P.self)
      let items: [P.Item]
      do {
        items = try page.items()
      } catch let bad as BadMessage {
        throw APIError(kind: .badAnswer, status: 200, message: bad.message, path: path)
      }
      try await take(items)
      token = page.nextPageToken ?? ""
      guard token.isEmpty || seen.insert(token).inserted else {
        throw APIError(
          kind: .badAnswer, status: 200, message: "the list's page token repeats", path: path)
      }
    } while !token.isEmpty
  }

  private func wrong(_ what: String, _ path: String) -> APIError {
    APIError(kind: .badAnswer, status: 200, message: what, path: path)
  }

  /// The organizations that the caller may see (organizationmanager/v1/organization_service.proto).
  package func organizations(_ take: ([Organization]) async throws -> Void) async throws {
    try await pages(
      .organizationManager, "/organization-manager/v1/organizations", [], as: OrganizationsPage.self,
      take)
  }

  /// The clouds of an organization, or every cloud that the caller may see
  /// (resourcemanager/v1/cloud_service.proto).
  package func clouds(
    organizationID: String?, _ take: ([Cloud]) async throws -> Void
  ) async throws {
    try await pages(
      .resourceManager, "/resource-manager/v1/clouds",
      organizationID.map { [("organizationId", $0)] } ?? [], as: CloudsPage.self, take)
  }

  /// The folders of a cloud (resourcemanager/v1/folder_service.proto).
  package func folders(
    cloudID: String, _ take: ([Folder]) async throws -> Void
  ) async throws {
    let path = "/resource-manager/v1/folders"
    guard !cloudID.isEmpty else { throw wrong("a cloud without an id", path) }
    try await pages(.resourceManager, path, [("cloudId", cloudID)], as: FoldersPage.self) { folders in
      for folder in folders where !folder.cloudID.isEmpty && folder.cloudID != cloudID {
        throw wrong("a folder of another cloud came back", path)
      }
      try await take(folders)
    }
  }

  /// The service accounts of a folder (iam/v1/service_account_service.proto).
  package func serviceAccounts(
    folderID: String, _ take: ([ServiceAccount]) async throws -> Void
  ) async throws {
    let path = "/iam/v1/serviceAccounts"
    guard !folderID.isEmpty else { throw wrong("a folder without an id", path) }
    try await pages(.iam, path, [("folderId", folderID)], as: ServiceAccountsPage.self) { accounts in
      for account in accounts where !account.folderID.isEmpty && account.folderID != folderID {
        throw wrong("a service account of another folder came back", path)
      }
      try await take(accounts)
    }
  }

  /// All API keys of an account (iam/v1/api_key_service.proto).
  ///
  /// An empty serviceAccountId would list the caller's own keys, so every key that comes back must name
  /// the account that was asked for.
  package func apiKeys(serviceAccountID: String) async throws -> [APIKey] {
    let path = "/iam/v1/apiKeys"
    guard !serviceAccountID.isEmpty else { throw wrong("an account without an id", path) }
    var keys: [APIKey] = []
    try await pages(.iam, path, [("serviceAccountId", serviceAccountID)], as: APIKeysPage.self) {
      for key in $0 where key.serviceAccountID != serviceAccountID {
        throw wrong("a key of another account came back", path)
      }
      keys += $0
    }
    return keys
  }

  /// Every scope that the cloud offers today.
  package func apiKeyScopes() async throws -> [Scope] {
    var scopes: [Scope] = []
    try await pages(.iam, "/iam/v1/apiKeyScopes", [], as: ScopesPage.self) { scopes += $0 }
    return scopes
  }

  /// One cloud by its id.
  package func cloud(_ id: String) async throws -> Cloud {
    let path = "/resource-manager/v1/clouds/" + URLText.encode(id)
    return try await one(.resourceManager, path, id, as: CloudMessage.self) { try $0.noun() } id: { $0.id }
  }

  /// One folder by its id.
  package func folder(_ id: String) async throws -> Folder {
    let path = "/resource-manager/v1/folders/" + URLText.encode(id)
    return try await one(.resourceManager, path, id, as: FolderMessage.self) { try $0.noun() } id: { $0.id }
  }

  /// One service account by its id.
  package func serviceAccount(_ id: String) async throws -> ServiceAccount {
    let path = "/iam/v1/serviceAccounts/" + URLText.encode(id)
    return try await one(.iam, path, id, as: ServiceAccountMessage.self) { try $0.noun() } id: { $0.id }
  }

  private func one<Message: Decodable & Sendable, Noun>(
    _ service: Service, _ path: String, _ asked: String, as: Message.Type,
    noun: (Message) throws -> Noun, id: (Noun) -> String
  ) async throws -> Noun {
    let message = try await get(service, path, as: Message.self)
    guard let noun = try? noun(message), id(noun) == asked else {
      throw wrong("something else than \(asked) came back", path)
    }
    return noun
  }
}
