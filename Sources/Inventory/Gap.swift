/// A kind of object that a walk reads the inside of.
package enum ContainerKind: String, Sendable, CaseIterable {
  case organization
  case cloud
  case folder
  case serviceAccount = "service-account"
}

/// A place that a walk could not see into: what lies below it is unknown, neither there nor gone.
package struct Gap: Sendable, Equatable {
  /// Why the place could not be seen.
  package enum Reason: String, Sendable, CaseIterable {
    /// PERMISSION_DENIED: this identity may not list it.
    case forbidden
    /// UNAUTHENTICATED in mid-walk: the credential ended and could not be renewed.
    case unauthenticated
    /// FAILED_PRECONDITION: usually a cloud or folder that is being deleted.
    case beingDeleted = "being-deleted"
    /// The ledger knows it, the list does not name it, and asking by id did not answer 404.
    case notListed = "not-listed"
    /// NOT_FOUND for something that was asked for by id and is in no ledger.
    case notFound = "not-found"
    /// RESOURCE_EXHAUSTED on every attempt.
    case rateLimited = "rate-limited"
    /// No whole answer on any attempt: a timeout, a reset, 5xx.
    case unavailable
    /// An answer that could not be believed: not JSON, another account's keys, a looping page token.
    case badAnswer = "bad-answer"
  }

  package var kind: ContainerKind
  package var id: String
  package var name: String
  /// The id of the folder of an account, the cloud of a folder, the organization of a cloud.
  package var parentID: String
  package var reason: Reason
  /// google.rpc.Code, when the server sent one.
  package var code: Int?
  /// The HTTP status, when there was an answer.
  package var status: Int?
  /// The server's x-request-id (or ours, when it sent none): what support asks for.
  package var requestID: String?

  package init(
    kind: ContainerKind, id: String, name: String = "", parentID: String = "", reason: Reason,
    code: Int? = nil, status: Int? = nil, requestID: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.parentID = parentID
    self.reason = reason
    self.code = code
    self.status = status
    self.requestID = requestID
  }
}
