/// How far a walk has come.
package struct Progress: Sendable, Equatable {
  package var clouds = 0
  package var folders = 0
  /// Accounts found so far, and those whose keys were read (or became a gap).
  package var accountsKnown = 0
  package var accountsDone = 0
  package var keys = 0
  package var gaps = 0
  /// Calls that got an answer of their own; repeats are not counted.
  package var calls = 0
}
