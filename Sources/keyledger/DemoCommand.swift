import ArgumentParser
import Audit
import CloudSimulator
import Foundation
import Inventory
import Ledger
import Reporting
import YandexCloud

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "A simulated company, half a year of weekly snapshots, and its reports.",
    discussion: """
      Everything is real but the cloud: the collector walks a simulated company over loopback, week by week, \
      and the ledger, the rules and the reports are those that your own cloud would get.

      Examples:
        keyledger demo
        keyledger demo --serve
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var output = "keyledger-demo"
  @Option(help: "Another company for another number.") var seed: UInt64 = 1
  @Option(help: "Weekly snapshots to take.") var weeks = 26
  @Flag(help: "Serve the simulated cloud on loopback instead, until ^C, for trying other commands.")
  var serve = false

  func validate() throws {
    guard (1...520).contains(weeks) else { throw ValidationError("--weeks is 1 to 520") }
  }

  /// The demo's company lives up to this Sunday, so that it is the same on any day.
  private static let end = "2026-06-28T03:00:00Z"
  private static let token = "t1.demo.simulated"

  func run() async throws {
    guard let end = Timestamp(Self.end) else { throw Failure(.bug, "the demo's date can't be read") }
    let company = Company(seed: seed, end: end)
    if serve { return try await Self.serve(company, end) }

    let ledger = output + "/ledger.sqlite"
    guard !FileManager.default.fileExists(atPath: ledger) else {
      throw Failure(
        .cannotWrite, "\(ledger) is there already. Remove the folder, or name another with --output.")
    }
    let started = ContinuousClock.now
    let taken = try await Interruption.watching { [output, weeks] in
      try FileManager.default.makeFolder(output)
      return try await Self.snapshots(of: company, until: end, weeks: weeks, in: ledger)
    }
    let result = try Auditor(ledger: Ledger(reading: ledger), policy: Policy(), customRules: [])
      .run(at: .latest)
    let document = ReportDocument(result)
    let keys = KeySource(result.reportKeys)
    for (name, format) in [("review.md", ReportFormat.markdown), ("keys.csv", .csv), ("keys.json", .json)] {
      try OutputFile.write(output + "/" + name) {
        try ReportRenderer.write(document, keys: keys, as: format, to: $0)
      }
    }
    try tell(taken, result, ContinuousClock.now - started)
  }

  private static func snapshots(
    of company: Company, until end: Timestamp, weeks: Int, in ledger: String
  ) async throws -> RecordedSnapshot {
    let week: Int64 = 604_800_000_000_000
    let simulator = try await Simulator.start(company, at: end, token: token)
    let transport = AsyncHTTPTransport(maxInFlight: 32)
    let client = Client(
      endpoints: try Endpoints.single(baseURL: simulator.endpoint), transport: transport,
      tokenSource: FixedToken(IAMToken(token)), version: Keyledger.version)
    let taking = SnapshotTaking(client: client, selection: Selection(), ledger: ledger)
    do {
      var last: RecordedSnapshot?
      for ago in (0..<weeks).reversed() {
        let moment = Timestamp(nanoseconds: end.nanoseconds - Int64(ago) * week)
        await simulator.show(at: moment)
        last = try await taking.take(startedAt: moment, forced: true)
        if Terminal.errorIsTerminal {
          Terminal.progress("week \(weeks - ago) of \(weeks): \(last?.keys.of("key") ?? "")")
        }
      }
      if Terminal.errorIsTerminal { Terminal.progress("") }
      try? await transport.shutdown()
      await simulator.stop()
      guard let last else { throw Failure(.bug, "the demo took no snapshot") }
      return last
    } catch {
      try? await transport.shutdown()
      await simulator.stop()
      throw error
    }
  }

  private static func serve(_ company: Company, _ end: Timestamp) async throws {
    let simulator = try await Simulator.start(company, at: end, token: token)
    try Terminal.put("export KEYLEDGER_ENDPOINT=\(simulator.endpoint)\nexport YC_IAM_TOKEN=\(token)\n")
    try await Interruption.watching { try await Task.sleep(for: .seconds(86_400)) }
    await simulator.stop()
  }

  private func tell(_ taken: RecordedSnapshot, _ result: AuditResult, _ duration: Duration) throws {
    let open = result.findings.filter { $0.status != .suppressed }
    let flagged = Set(open.map(\.keyID)).count
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    Terminal.say(
      """
      A simulated company was walked over loopback \(weeks.of("time")), a week apart, in \
      \(String(format: "%.1f", seconds)) s.
      """)
    try Terminal.put(
      """
      \(taken.keys.of("key")) of \(result.counts.serviceAccounts.of("account")) in \
      \(result.counts.folders.of("folder")); \(open.count.of("finding")) on \(flagged.of("key")).
        \(output)/review.md      the review: open it first
        \(output)/keys.csv       one row a key
        \(output)/keys.json      the same for a dashboard
        \(output)/ledger.sqlite  the history: keyledger verify --ledger \(output)/ledger.sqlite

      """)
  }
}

extension FileManager {
  /// Makes a folder and those above it.
  func makeFolder(_ path: String) throws {
    do {
      try createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(.cannotWrite, "the folder \(path) can't be made. Check the permissions above it.")
    }
  }
}
