import ArgumentParser
import Audit
import Collector
import Inventory
import Ledger
import Logging
import YandexCloud

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Walk the cloud and record what changed.",
    discussion: """
      Without a selection, every cloud that the caller can see is walked. What can't be seen becomes a gap, \
      and the exit code 3 unless the policy accepts it.

      Examples:
        keyledger snapshot
        keyledger snapshot --folder-id b1gexample --ledger /var/lib/keyledger/ledger.sqlite
      """)

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var endpoint: EndpointOptions
  @OptionGroup var credential: CredentialOptions
  @OptionGroup var policy: PolicyOption

  @Option(
    name: .customLong("max-in-flight"), help: ArgumentHelp("Requests at once.", valueName: "n"))
  var maxInFlight = 32
  @Flag(name: .shortAndLong, help: "Say which credential is used, and every call.")
  var verbose = false
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard (1...1024).contains(maxInFlight) else {
      throw ValidationError("--max-in-flight is 1 to 1024")
    }
  }

  func run() async throws {
    let (startedAt, forced) = try Clock.now()
    let policy = try policy.load(besideLedger: ledger.path)
    let selection = selection.selection
    let transport = AsyncHTTPTransport(maxInFlight: maxInFlight)
    let recorded: RecordedSnapshot
    do {
      recorded = try await Interruption.watching { [self] in
        let endpoints = try await endpoint.resolve(transport)
        let (source, name) = try credential.source(endpoints, transport)
        if verbose { Terminal.say("keyledger: the credential is \(name)") }
        let client = Client(
          endpoints: endpoints, transport: transport, tokenSource: source, maxInFlight: maxInFlight,
          version: Keyledger.version, logger: verbose ? Self.logger : nil)
        return try await SnapshotTaking(
          client: client, selection: selection, ledger: ledger.path,
          showsProgress: Terminal.errorIsTerminal && !quiet && !verbose
        ).take(startedAt: startedAt, forced: forced)
      }
    } catch {
      try? await transport.shutdown()
      throw error
    }
    try? await transport.shutdown()

    if !quiet { try Terminal.put(SnapshotLine.text(recorded) + "\n") }
    if recorded.snapshot.clockBehind {
      Terminal.say("keyledger: this machine's clock is behind an earlier snapshot's; check it.")
    }
    let unaccepted = recorded.gaps.filter { !policy.accepts($0, at: recorded.snapshot.startedAt) }
    guard unaccepted.isEmpty else {
      throw Failure(.gaps, SnapshotLine.gaps(unaccepted))
    }
  }

  private static var logger: Logger {
    var logger = Logger(label: "keyledger") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .debug
    return logger
  }
}
