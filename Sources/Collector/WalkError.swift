import Inventory
import YandexCloud

/// Why a walk is nothing that may be recorded.
package enum WalkError: Error, Sendable {
  /// The credential was refused before anything was read (exit 77).
  case notAuthenticated(APIError)
  /// This identity sees no cloud and no folder (exit 77).
  case seesNothing(APIError?)
  /// No connection could be made before anything was read (exit 69).
  case unreachable(APIError)
  /// The cloud did not answer before anything was read (exit 69).
  case unavailable(APIError)

  init(nothingSeen error: APIError?) {
    guard let error else {
      self = .seesNothing(nil)
      return
    }
    switch gapReason(error) {
    case .unauthenticated: self = .notAuthenticated(error)
    case .unavailable, .rateLimited, .badAnswer:
      self = error.cause == .unreachable ? .unreachable(error) : .unavailable(error)
    default: self = .seesNothing(error)
    }
  }
}
