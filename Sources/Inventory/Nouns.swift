/// An organization (yandex/cloud/organizationmanager/v1/organization.proto).
package struct Organization: Sendable, Equatable {
  package var id: String
  package var name: String
  package var title: String

  package init(id: String, name: String = "", title: String = "") {
    self.id = id
    self.name = name
    self.title = title
  }
}

/// A cloud (yandex/cloud/resourcemanager/v1/cloud.proto).
package struct Cloud: Sendable, Equatable {
  package var id: String
  package var organizationID: String
  package var name: String
  package var description: String
  package var labels: [String: String]
  package var createdAt: Timestamp?

  package init(
    id: String, organizationID: String = "", name: String = "", description: String = "",
    labels: [String: String] = [:], createdAt: Timestamp? = nil
  ) {
    self.id = id
    self.organizationID = organizationID
    self.name = name
    self.description = description
    self.labels = labels
    self.createdAt = createdAt
  }
}

/// A folder (yandex/cloud/resourcemanager/v1/folder.proto).
package struct Folder: Sendable, Equatable {
  package var id: String
  package var cloudID: String
  package var name: String
  package var description: String
  package var labels: [String: String]
  /// `ACTIVE`, `DELETING` or `PENDING_DELETION`; empty when not sent. A new value passes through.
  package var status: String
  package var createdAt: Timestamp?

  package init(
    id: String, cloudID: String, name: String = "", description: String = "",
    labels: [String: String] = [:], status: String = "", createdAt: Timestamp? = nil
  ) {
    self.id = id
    self.cloudID = cloudID
    self.name = name
    self.description = description
    self.labels = labels
    self.status = status
    self.createdAt = createdAt
  }
}

/// A service account (yandex/cloud/iam/v1/service_account.proto).
package struct ServiceAccount: Sendable, Equatable {
  package var id: String
  package var folderID: String
  package var name: String
  package var description: String
  package var labels: [String: String]
  /// `CREATING`, `ACTIVE`, `SUSPENDED` or `DELETING`; empty when not sent (before June 2026).
  package var status: String
  package var createdAt: Timestamp?
  package var lastAuthenticatedAt: Timestamp?
  package var expiresAt: Timestamp?

  package init(
    id: String, folderID: String, name: String = "", description: String = "",
    labels: [String: String] = [:], status: String = "", createdAt: Timestamp? = nil,
    lastAuthenticatedAt: Timestamp? = nil, expiresAt: Timestamp? = nil
  ) {
    self.id = id
    self.folderID = folderID
    self.name = name
    self.description = description
    self.labels = labels
    self.status = status
    self.createdAt = createdAt
    self.lastAuthenticatedAt = lastAuthenticatedAt
    self.expiresAt = expiresAt
  }
}

/// An API key (yandex/cloud/iam/v1/api_key.proto).
package struct APIKey: Sendable, Equatable {
  package var id: String
  package var serviceAccountID: String
  package var description: String
  package var createdAt: Timestamp?
  /// The last authentication with this key; nil means that no use is recorded.
  package var lastUsedAt: Timestamp?
  package var expiresAt: Timestamp?
  /// The union of the old `scope` and the new `scopes`; the cloud's order is not stable.
  package var scopes: Set<Scope>
  package var maskedSecret: MaskedSecret?

  package init(
    id: String, serviceAccountID: String, description: String = "", createdAt: Timestamp? = nil,
    lastUsedAt: Timestamp? = nil, expiresAt: Timestamp? = nil, scopes: Set<Scope> = [],
    maskedSecret: MaskedSecret? = nil
  ) {
    self.id = id
    self.serviceAccountID = serviceAccountID
    self.description = description
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.expiresAt = expiresAt
    self.scopes = scopes
    self.maskedSecret = maskedSecret
  }
}
