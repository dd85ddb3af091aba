import Collector
import Inventory
import Ledger
import YandexCloud

/// Takes one snapshot: lock, walk, record. `snapshot` and `demo` both do it this way.
struct SnapshotTaking: Sendable {
  let client: Client
  let selection: Selection
  let ledger: String
  var showsProgress = false

  /// - Parameters:
  ///   - startedAt: the snapshot's instant.
  ///   - forced: the instant was set from outside; the end is then the same instant.
  func take(startedAt: Timestamp, forced: Bool) async throws -> RecordedSnapshot {
    let recorder = try Recorder(path: ledger)
    do {
      let walk = Walk(client: client, selection: selection, known: try await recorder.known())
      let display = ProgressDisplay(isOn: showsProgress)
      _ = try await walk.run { observations in
        try await recorder.stage(observations)
      } progress: {
        display.show($0)
      }
      display.clear()
      try Task.checkCancellation()
      return try await recorder.finish(
        startedAt: startedAt, finishedAt: forced ? startedAt : max(startedAt, Clock.read()),
        forcedClock: forced, scope: selection, toolVersion: Keyledger.version)
    } catch {
      await recorder.abandon()
      throw error
    }
  }
}

/// The walk's counts on one line of a terminal.
struct ProgressDisplay: Sendable {
  let isOn: Bool

  func show(_ progress: Progress) {
    guard isOn else { return }
    var text = "\(progress.accountsDone.grouped) of \(progress.accountsKnown.of("account"))"
    text += " in \(progress.folders.of("folder")), \(progress.keys.of("key"))"
    if progress.gaps > 0 { text += ", \(progress.gaps.of("gap"))" }
    Terminal.progress(text)
  }

  func clear() { if isOn { Terminal.progress("") } }
}
