import Foundation
import Inventory

/// The JSON of the REST gateway, turned into nouns. Proto3 leaves default values out, so every field is
/// optional; an object without an id, or a timestamp that is none, is a bad answer.
struct BadMessage: Error {
  let message: String
}

/// One page of a list.
protocol Page: Decodable, Sendable {
  associatedtype Item: Sendable
  func items() throws -> [Item]
  var nextPageToken: String? { get }
}

private func required(_ id: String?, _ what: String) throws -> String {
  guard let id, !id.isEmpty else { throw BadMessage(message: "\(what) without an id") }
  return id
}

private func instant(_ text: String?, _ what: String) throws -> Timestamp? {
  guard let text, !text.isEmpty else { return nil }
  guard let instant = Timestamp(text) else { throw BadMessage(message: "\(what) is no timestamp") }
  return instant
}

struct OrganizationMessage: Decodable, Sendable {
  let id: String?
  let name: String?
  let title: String?

  func noun() throws -> Organization {
    Organization(id: try required(id, "an organization"), name: name ?? "", title: title ?? "")
  }
}

struct CloudMessage: Decodable, Sendable {
  let id: String?
  let createdAt: String?
  let name: String?
  let description: String?
  let organizationId: String?
  let labels: [String: String]?

  func noun() throws -> Cloud {
    Cloud(
      id: try required(id, "a cloud"), organizationID: organizationId ?? "", name: name ?? "",
      description: description ?? "", labels: labels ?? [:],
      createdAt: try instant(createdAt, "a cloud's createdAt"))
  }
}

struct FolderMessage: Decodable, Sendable {
  let id: String?
  let cloudId: String?
  let createdAt: String?
  let name: String?
  let description: String?
  let labels: [String: String]?
  let status: String?

  func noun() throws -> Folder {
    Folder(
      id: try required(id, "a folder"), cloudID: cloudId ?? "", name: name ?? "",
      description: description ?? "", labels: labels ?? [:], status: status ?? "",
      createdAt: try instant(createdAt, "a folder's createdAt"))
  }
}

struct ServiceAccountMessage: Decodable, Sendable {
  let id: String?
  let folderId: String?
  let createdAt: String?
  let name: String?
  let description: String?
  let labels: [String: String]?
  let lastAuthenticatedAt: String?
  let status: String?
  let expiresAt: String?

  func noun() throws -> ServiceAccount {
    ServiceAccount(
      id: try required(id, "a service account"), folderID: folderId ?? "", name: name ?? "",
      description: description ?? "", labels: labels ?? [:], status: status ?? "",
      createdAt: try instant(createdAt, "an account's createdAt"),
      lastAuthenticatedAt: try instant(lastAuthenticatedAt, "an account's lastAuthenticatedAt"),
      expiresAt: try instant(expiresAt, "an account's expiresAt"))
  }
}

struct APIKeyMessage: Decodable, Sendable {
  let id: String?
  let serviceAccountId: String?
  let createdAt: String?
  let description: String?
  let lastUsedAt: String?
  let scope: String?
  let scopes: [String]?
  let expiresAt: String?
  let maskedSecret: String?

  func noun() throws -> APIKey {
    let names = (scopes ?? []) + (scope.map { [$0] } ?? [])
    return APIKey(
      id: try required(id, "an API key"), serviceAccountID: serviceAccountId ?? "",
      description: description ?? "", createdAt: try instant(createdAt, "a key's createdAt"),
      lastUsedAt: try instant(lastUsedAt, "a key's lastUsedAt"),
      expiresAt: try instant(expiresAt, "a key's expiresAt"),
      scopes: Set(names.filter { !$0.isEmpty }.map { Scope($0) }),
      maskedSecret: maskedSecret.flatMap { MaskedSecret($0) })
  }
}

struct OrganizationsPage: Page {
  let organizations: [OrganizationMessage]?
  let nextPageToken: String?
  func items() throws -> [Organization] { try (organizations ?? []).map { try $0.noun() } }
}

struct CloudsPage: Page {
  let clouds: [CloudMessage]?
  let nextPageToken: String?
  func items() throws -> [Cloud] { try (clouds ?? []).map { try $0.noun() } }
}

struct FoldersPage: Page {
  let folders: [FolderMessage]?
  let nextPageToken: String?
  func items() throws -> [Folder] { try (folders ?? []).map { try $0.noun() } }
}

struct ServiceAccountsPage: Page {
  let serviceAccounts: [ServiceAccountMessage]?
  let nextPageToken: String?
  func items() throws -> [ServiceAccount] { try (serviceAccounts ?? []).map { try $0.noun() } }
}

struct APIKeysPage: Page {
  let apiKeys: [APIKeyMessage]?
  let nextPageToken: String?
  func items() throws -> [APIKey] { try (apiKeys ?? []).map { try $0.noun() } }
}

struct ScopesPage: Page {
  let scopes: [String]?
  let nextPageToken: String?
  func items() throws -> [Scope] { (scopes ?? []).map { Scope($0) } }
}
