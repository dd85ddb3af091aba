import Foundation
import Inventory

/// Nouns as the REST gateway sends them: proto3 JSON, camelCase, default values left out.
enum Wire {
  typealias Object = [String: Any]

  static func body(_ object: Object) -> [UInt8] {
    let data = try? JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { Array($0) } ?? Array("{}".utf8)
  }

  private static func object(_ fields: [(String, Any?)]) -> Object {
    var object: Object = [:]
    for case (let name, let value?) in fields {
      if let text = value as? String, text.isEmpty { continue }
      if let labels = value as? [String: String], labels.isEmpty { continue }
      if let list = value as? [String], list.isEmpty { continue }
      object[name] = value
    }
    return object
  }

  static func organization(_ it: Organization) -> Object {
    object([("id", it.id), ("name", it.name), ("title", it.title)])
  }

  static func cloud(_ it: Cloud) -> Object {
    object([
      ("id", it.id), ("createdAt", it.createdAt?.text), ("name", it.name),
      ("description", it.description), ("organizationId", it.organizationID), ("labels", it.labels),
    ])
  }

  static func folder(_ it: Folder) -> Object {
    object([
      ("id", it.id), ("cloudId", it.cloudID), ("createdAt", it.createdAt?.text), ("name", it.name),
      ("description", it.description), ("labels", it.labels), ("status", it.status),
    ])
  }

  static func account(_ it: ServiceAccount) -> Object {
    object([
      ("id", it.id), ("folderId", it.folderID), ("createdAt", it.createdAt?.text), ("name", it.name),
      ("description", it.description), ("labels", it.labels), ("status", it.status),
      ("lastAuthenticatedAt", it.lastAuthenticatedAt?.text), ("expiresAt", it.expiresAt?.text),
    ])
  }

  static func key(_ it: APIKey) -> Object {
    let scopes = it.scopes.sorted().map(\.name)
    return object([
      ("id", it.id), ("serviceAccountId", it.serviceAccountID), ("createdAt", it.createdAt?.text),
      ("description", it.description), ("lastUsedAt", it.lastUsedAt?.text), ("scope", scopes.first),
      ("scopes", scopes), ("expiresAt", it.expiresAt?.text), ("maskedSecret", it.maskedSecret?.text),
    ])
  }

  /// google.rpc.Status with a RequestInfo.
  static func status(code: Int, message: String, requestID: String) -> Object {
    [
      "code": code, "message": message,
      "details": [
        ["@type": "type.googleapis.com/google.rpc.RequestInfo", "requestId": requestID]
      ],
    ]
  }
}
