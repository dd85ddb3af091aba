import YandexCloud

/// Why a walk ended without anything to record.
package enum WalkError: Error, Equatable {
  /// The token was refused before anything was read.
  case notAuthenticated(APIError)
  /// No cloud and no folder could be seen.
  case seesNothing(APIError?)
  /// The cloud gave no usable answer to the first calls.
  case unreachable(APIError)
}
