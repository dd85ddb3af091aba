import Inventory

/// The JSON of the API (proto3: every field may be absent, unknown ones are ignored).
enum Wire {
  /// An answer that is JSON of the right shape, but cannot be believed.
  struct Unbelievable: Error { var message: String }

  struct Instant: Decodable {
    let value: Timestamp
    init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      guard let value = Timestamp(text) else { throw Unbelievable(message: "an unreadable timestamp") }
      self.value = value
    }
  }
  struct Object: Decodable {
    var id: String?, name: String?, title: String?, description: String?, status: String?
    var organizationId: String?, cloudId: String?, folderId: String?, serviceAccountId: String?
    var labels: [String: String]?
    var createdAt: Instant?, lastUsedAt: Instant?, expiresAt: Instant?, lastAuthenticatedAt: Instant?
    var scope: String?, scopes: [String]?, maskedSecret: String?

    func identifier() throws -> String {
      guard let id, !id.isEmpty else { throw Unbelievable(message: "an object without an id") }
      return id
    }
    func organization() throws -> Organization {
      Organization(id: try identifier(), name: name ?? "", title: title ?? "")
    }
    func cloud(in organizationID: String? = nil) throws -> Cloud {
      let parent = try agreed(organizationId, organizationID, "a cloud of another organization")
      return Cloud(
        id: try identifier(), organizationID: parent, name: name ?? "", description: description ?? "",
        labels: labels ?? [:], createdAt: createdAt?.value)
    }
    func folder(in cloudID: String? = nil) throws -> Folder {
      Folder(
        id: try identifier(), cloudID: try agreed(cloudId, cloudID, "a folder of another cloud"),
        name: name ?? "", description: description ?? "", labels: labels ?? [:], status: status ?? "",
        createdAt: createdAt?.value)
    }
    func account(in folderID: String? = nil) throws -> ServiceAccount {
      ServiceAccount(
        id: try identifier(), folderID: try agreed(folderId, folderID, "an account of another folder"),
        name: name ?? "", description: description ?? "", labels: labels ?? [:], status: status ?? "",
        createdAt: createdAt?.value, lastAuthenticatedAt: lastAuthenticatedAt?.value,
        expiresAt: expiresAt?.value)
    }
    /// Unlike the rest, a key must say whose it is: an ignored parameter lists the caller's own keys.
    func key(of accountID: String) throws -> APIKey {
      guard serviceAccountId == accountID else {
        throw Unbelievable(message: "a key of another service account")
      }
      var all = Set((scopes ?? []).filter { !$0.isEmpty }.map { Scope($0) })
      if let scope, !scope.isEmpty { all.insert(Scope(scope)) }
      return APIKey(
        id: try identifier(), serviceAccountID: accountID, description: description ?? "",
        createdAt: createdAt?.value, lastUsedAt: lastUsedAt?.value, expiresAt: expiresAt?.value,
        scopes: all, maskedSecret: maskedSecret.flatMap { MaskedSecret($0) })
    }
    private func agreed(_ sent: String?, _ asked: String?, _ message: String) throws -> String {
      guard let asked else { return sent ?? "" }
      guard let sent, !sent.isEmpty, sent != asked else { return asked }
      throw Unbelievable(message: message)
    }
  }
  struct Page: Decodable {
    var organizations: [Object]?, clouds: [Object]?, folders: [Object]?
    var serviceAccounts: [Object]?, apiKeys: [Object]?, scopes: [String]?
    var nextPageToken: String?
  }
}
