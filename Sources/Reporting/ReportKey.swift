import Inventory

/// A key as every reading command and every format shows it. Empty texts are absent ones.
package struct ReportKey: Sendable, Equatable {
  package var id: String
  package var serviceAccountID: String
  package var serviceAccountName: String?
  package var serviceAccountStatus: String?
  package var serviceAccountLabels: [String: String]
  package var owner: String?
  package var folderID: String?
  package var folderName: String?
  package var cloudID: String?
  package var cloudName: String?
  package var organizationID: String?
  package var description: String?
  package var createdAt: Timestamp?
  package var lastUsedAt: Timestamp?
  package var expiresAt: Timestamp?
  /// Sorted bytewise when printed.
  package var scopes: [Scope]
  package var maskedSecret: MaskedSecret?
  package var firstSeenAt: Timestamp?
  package var confirmedAt: Timestamp?
  package var deletedAt: Timestamp?
  /// The ids of the rules that flag it.
  package var flags: [String]
  /// It lies below a place that this snapshot could not see: what is said of it may be old.
  package var inGap: Bool

  package init(
    id: String, serviceAccountID: String, serviceAccountName: String? = nil,
    serviceAccountStatus: String? = nil, serviceAccountLabels: [String: String] = [:],
    owner: String? = nil, folderID: String? = nil, folderName: String? = nil, cloudID: String? = nil,
    cloudName: String? = nil, organizationID: String? = nil, description: String? = nil,
    createdAt: Timestamp? = nil, lastUsedAt: Timestamp? = nil, expiresAt: Timestamp? = nil,
    scopes: [Scope] = [], maskedSecret: MaskedSecret? = nil, firstSeenAt: Timestamp? = nil,
    confirmedAt: Timestamp? = nil, deletedAt: Timestamp? = nil, flags: [String] = [],
    inGap: Bool = false
  ) {
    self.id = id
    self.serviceAccountID = serviceAccountID
    self.serviceAccountName = serviceAccountName
    self.serviceAccountStatus = serviceAccountStatus
    self.serviceAccountLabels = serviceAccountLabels
    self.owner = owner
    self.folderID = folderID
    self.folderName = folderName
    self.cloudID = cloudID
    self.cloudName = cloudName
    self.organizationID = organizationID
    self.description = description
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.expiresAt = expiresAt
    self.scopes = scopes
    self.maskedSecret = maskedSecret
    self.firstSeenAt = firstSeenAt
    self.confirmedAt = confirmedAt
    self.deletedAt = deletedAt
    self.flags = flags
    self.inGap = inGap
  }
}

extension ReportKey {
  /// Days from creation to the moment; nil when the cloud did not say when it was created.
  package func ageDays(at moment: Timestamp) -> Double? { createdAt.map { moment.days(since: $0) } }
  /// Days from the last recorded use to the moment; nil when no use is recorded.
  package func idleDays(at moment: Timestamp) -> Double? { lastUsedAt.map { moment.days(since: $0) } }
  /// Days from the moment to the expiry, negative once past; nil without an expiry.
  package func daysToExpiry(at moment: Timestamp) -> Double? { expiresAt.map { $0.days(since: moment) } }
}

extension Timestamp {
  /// Real days between two instants.
  func days(since other: Timestamp) -> Double {
    (Double(nanoseconds) - Double(other.nanoseconds)) / 86400e9
  }
}
