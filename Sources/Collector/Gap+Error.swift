import Inventory
import YandexCloud

extension Gap {
  /// The gap that a failed call leaves.
  init(kind: ContainerKind, id: String, name: String, parentID: String, error: any Error) {
    let failure = error as? APIError
    self.init(
      kind: kind, id: id, name: name, parentID: parentID, reason: Self.reason(error),
      code: failure?.code, status: failure?.status, requestID: failure?.requestID)
  }

  private static func reason(_ error: any Error) -> Gap.Reason {
    guard let error = error as? APIError else {
      return error is CredentialError ? .unauthenticated : .unavailable
    }
    switch error.kind {
    case .badAnswer: return .badAnswer
    case .transport: return .unavailable
    case .status:
      switch error.code {
      case 5: return .notFound
      case 7: return .forbidden
      case 8: return .rateLimited
      case 9: return .beingDeleted
      case 16: return .unauthenticated
      default: return .unavailable
      }
    }
  }
}
