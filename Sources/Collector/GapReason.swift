import Inventory
import YandexCloud

/// What an error means for the place that it hides.
func gapReason(_ error: APIError) -> Gap.Reason {
  switch error.cause {
  case .unauthenticated: return .unauthenticated
  case .badAnswer: return .badAnswer
  case .unreachable, .interrupted: return .unavailable
  case .answered: break
  }
  return switch error.code {
  case 5: .notFound
  case 7: .forbidden
  case 8: .rateLimited
  case 9: .beingDeleted
  case 16: .unauthenticated
  default: .unavailable
  }
}

extension Gap {
  init(
    _ kind: ContainerKind, id: String, name: String = "", parentID: String = "", _ error: APIError,
    reason: Gap.Reason? = nil
  ) {
    self.init(
      kind: kind, id: id, name: name, parentID: parentID, reason: reason ?? gapReason(error),
      code: error.code, status: error.status, requestID: error.requestID)
  }
}
