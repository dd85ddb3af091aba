import Inventory

/// The lists and objects that the client reads. A list is given page by page, so that a huge one is
/// never held.
extension Client {
  package typealias Sink<Item> = (_ page: [Item]) async throws -> Void

  package func organizations(page: Sink<Organization>) async throws {
    try await list(.organizationManager, "/organization-manager/v1/organizations", [], page: page) {
      try ($0.organizations ?? []).map { try $0.organization() }
    }
  }

  /// The clouds of one organization, or all that the caller can see.
  package func clouds(organizationID: String? = nil, page: Sink<Cloud>) async throws {
    let query = organizationID.map { [("organizationId", $0)] } ?? []
    try await list(.resourceManager, "/resource-manager/v1/clouds", query, page: page) {
      try ($0.clouds ?? []).map { try $0.cloud(in: organizationID) }
    }
  }

  package func folders(cloudID: String, page: Sink<Folder>) async throws {
    let path = "/resource-manager/v1/folders"
    try requireID(cloudID, path)
    try await list(.resourceManager, path, [("cloudId", cloudID)], page: page) {
      try ($0.folders ?? []).map { try $0.folder(in: cloudID) }
    }
  }

  package func serviceAccounts(folderID: String, page: Sink<ServiceAccount>) async throws {
    let path = "/iam/v1/serviceAccounts"
    try requireID(folderID, path)
    try await list(.iam, path, [("folderId", folderID)], page: page) {
      try ($0.serviceAccounts ?? []).map { try $0.account(in: folderID) }
    }
  }

  /// All keys of an account. An empty id is refused: the API would list the caller's own keys.
  package func apiKeys(serviceAccountID: String) async throws -> [APIKey] {
    let path = "/iam/v1/apiKeys"
    try requireID(serviceAccountID, path)
    var keys: [APIKey] = []
    var seen: Set<String> = []
    try await list(.iam, path, [("serviceAccountId", serviceAccountID)]) { page in
      for key in page where seen.insert(key.id).inserted { keys.append(key) }
    } items: {
      try ($0.apiKeys ?? []).map { try $0.key(of: serviceAccountID) }
    }
    return keys
  }

  /// The scopes that the cloud offers today.
  package func apiKeyScopes() async throws -> [Scope] {
    var scopes: [Scope] = []
    try await list(.iam, "/iam/v1/apiKeyScopes", []) {
      scopes += $0
    } items: {
      ($0.scopes ?? []).map { Scope($0) }
    }
    return scopes
  }

  package func organization(_ id: String) async throws -> Organization {
    try await object(.organizationManager, "/organization-manager/v1/organizations", id) {
      try $0.organization()
    }
  }
  package func cloud(_ id: String) async throws -> Cloud {
    try await object(.resourceManager, "/resource-manager/v1/clouds", id) { try $0.cloud() }
  }
  package func folder(_ id: String) async throws -> Folder {
    try await object(.resourceManager, "/resource-manager/v1/folders", id) { try $0.folder() }
  }
  package func serviceAccount(_ id: String) async throws -> ServiceAccount {
    try await object(.iam, "/iam/v1/serviceAccounts", id) { try $0.account() }
  }

  private func requireID(_ id: String, _ path: String) throws {
    if id.isEmpty { throw APIError(cause: .badAnswer, message: "an empty id", path: path) }
  }

  private func object<Item>(
    _ service: Endpoints.Service, _ path: String, _ id: String, read: (Wire.Object) throws -> Item
  ) async throws -> Item {
    try requireID(id, path)
    let path = path + "/" + Self.percentEncoded(id)
    let body = try await get(service, path, as: Wire.Object.self)
    guard body.id == id else {
      throw APIError(cause: .badAnswer, status: 200, message: "another object than asked for", path: path)
    }
    return try believed(path) { try read(body) }
  }

  private func list<Item>(
    _ service: Endpoints.Service, _ path: String, _ query: [(String, String)], page sink: Sink<Item>,
    items: (Wire.Page) throws -> [Item]
  ) async throws {
    var token = ""
    var seen: Set<String> = []
    repeat {
      var all = query + [("pageSize", "1000")]
      if !token.isEmpty { all.append(("pageToken", token)) }
      let page = try await get(service, path, query: all, as: Wire.Page.self)
      try await sink(try believed(path) { try items(page) })
      token = page.nextPageToken ?? ""
      if !token.isEmpty, !seen.insert(token).inserted {
        throw APIError(cause: .badAnswer, status: 200, message: "the page token repeats", path: path)
      }
    } while !token.isEmpty
  }

  private func believed<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch let error as Wire.Unbelievable {
      throw APIError(cause: .badAnswer, status: 200, message: error.message, path: path)
    }
  }
}
