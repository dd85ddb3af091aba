import Inventory

/// The fields of a key, named once for JSON, NDJSON, CSV and the schema's test.
package enum KeyFields {
  /// A field's name in the contract, and how to read it.
  package struct Field: Sendable {
    package let name: String
    package let value: @Sendable (ReportKey) -> JSONValue
  }

  /// In the contract's order.
  package static let all: [Field] = [
    Field(name: "kind") { _ in .string("api-key") },
    Field(name: "id") { .string($0.id) },
    Field(name: "service_account_id") { .string($0.serviceAccountID) },
    Field(name: "service_account_name") { .text($0.serviceAccountName) },
    Field(name: "service_account_status") { .text($0.serviceAccountStatus) },
    Field(name: "service_account_labels") { .labels($0.serviceAccountLabels) },
    Field(name: "owner") { .text($0.owner) },
    Field(name: "folder_id") { .text($0.folderID) },
    Field(name: "folder_name") { .text($0.folderName) },
    Field(name: "cloud_id") { .text($0.cloudID) },
    Field(name: "cloud_name") { .text($0.cloudName) },
    Field(name: "organization_id") { .text($0.organizationID) },
    Field(name: "description") { .text($0.description) },
    Field(name: "created_at") { .instant($0.createdAt) },
    Field(name: "last_used_at") { .instant($0.lastUsedAt) },
    Field(name: "expires_at") { .instant($0.expiresAt) },
    Field(name: "scopes") { .strings($0.scopes.sorted().map(\.name)) },
    Field(name: "masked_secret") { .text($0.maskedSecret?.text) },
    Field(name: "first_seen_at") { .instant($0.firstSeenAt) },
    Field(name: "confirmed_at") { .instant($0.confirmedAt) },
    Field(name: "deleted_at") { .instant($0.deletedAt) },
    Field(name: "flags") { .strings($0.flags) },
    Field(name: "in_gap") { .bool($0.inGap) },
  ]
}

extension ReportKey {
  /// The key as the contract's object.
  package var json: JSONValue {
    .object(KeyFields.all.map { JSONValue.Member($0.name, $0.value(self)) })
  }
}
