import Foundation
import GRDB
import Inventory

/// A key at a moment, with its account, folder, cloud and organization: what every report says of a key.
package struct KeyRecord: Sendable, Equatable {
  package var id: String
  package var serviceAccountID: String
  package var serviceAccountName: String
  package var serviceAccountStatus: String
  package var serviceAccountLabels: [String: String]
  /// The account's owner label; nil when it has none of the labels that the policy names.
  package var owner: String?
  package var folderID: String
  package var folderName: String
  package var cloudID: String
  package var cloudName: String
  package var organizationID: String
  package var description: String
  package var createdAt: Timestamp?
  package var lastUsedAt: Timestamp?
  package var expiresAt: Timestamp?
  /// Sorted bytewise.
  package var scopes: [String]
  package var maskedSecret: String?
  /// The instant of the first snapshot that saw the key.
  package var firstSeenAt: Timestamp
  /// The instant of the newest snapshot that read the key's account.
  package var confirmedAt: Timestamp
  /// The instant of the snapshot that found the key gone; nil while it exists.
  package var deletedAt: Timestamp?
  /// The snapshot of the moment could not see into the key's account, or into something above it.
  package var inGap: Bool
  /// How many secrets were masked in the key's description and its account's texts.
  package var secretsMasked: Int
}

extension KeyRecord {
  init(row: Row) {
    func instant(_ column: String) -> Timestamp? {
      (row[column] as String?).flatMap { Timestamp($0) }
    }
    let epoch = Timestamp(nanoseconds: 0)
    let firstSeen = instant("first_seen_at") ?? epoch
    self.init(
      id: row["key_id"], serviceAccountID: row["service_account_id"],
      serviceAccountName: row["service_account_name"],
      serviceAccountStatus: row["service_account_status"],
      serviceAccountLabels: Self.decode(row["service_account_labels"]) ?? [:], owner: row["owner"],
      folderID: row["folder_id"], folderName: row["folder_name"] ?? "", cloudID: row["cloud_id"] ?? "",
      cloudName: row["cloud_name"] ?? "", organizationID: row["organization_id"] ?? "",
      description: row["description"], createdAt: instant("created_at"),
      lastUsedAt: instant("last_used_at"), expiresAt: instant("expires_at"),
      scopes: Self.decode(row["scopes"]) ?? [], maskedSecret: row["masked_secret"],
      firstSeenAt: firstSeen, confirmedAt: instant("confirmed_at") ?? firstSeen,
      deletedAt: instant("deleted_at"), inGap: row["in_gap"], secretsMasked: row["secrets_masked"])
  }

  private static func decode<Value: Decodable>(_ json: String) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }
}
