import ArgumentParser
import Audit
import Inventory
import Ledger
import Reporting

struct KeysCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, ndjson, ids }

  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List keys, filtered, as a table, CSV or JSON.",
    discussion: """
      Examples:
        keyledger keys --flag stale --flag never-used
        keyledger keys --folder prod-billing --format csv
        keyledger keys --flag expired --format ids | xargs -n1 yc iam api-key delete
      """)

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var policy: PolicyOption
  @Option(help: "table, csv, json, ndjson or ids.") var format = Format.table
  @Option(name: .customLong("as-of"), help: ArgumentHelp("The moment.", valueName: "moment"))
  var asOf = "latest"
  @Option(help: ArgumentHelp("Keys that this rule flags; repeatable.", valueName: "rule")) var flag:
    [String] = []
  @Option(help: "Keys of the folder with this name or id; repeatable.") var folder: [String] = []
  @Option(help: "Keys of this owner; repeatable.") var owner: [String] = []
  @Option(help: "Keys that hold this scope; repeatable.") var scope: [String] = []
  @Option(
    name: .customLong("service-account"), help: "Keys of the account with this name or id; repeatable.")
  var account: [String] = []

  func run() throws {
    let auditor = try Auditor(
      ledger: try ledger.open(), policy: try policy.load(besideLedger: ledger.path), customRules: [])
    let rules = Set(auditor.rules.map(\.id))
    if let unknown = flag.first(where: { !rules.contains($0) }) {
      throw Failure(.usage, "there is no rule \(Terminal.clean(unknown)). See them with: keyledger rules")
    }
    let result = try auditor.run(at: try Moment(asOf))
    let keys = result.reportKeys.filter(matches)
    switch format {
    case .csv:
      try ReportRenderer.write(ReportDocument(result), keys: KeySource(keys), as: .csv) {
        try Terminal.put($0)
      }
    case .json, .ndjson: try KeyList.write(keys, asLines: format == .ndjson) { try Terminal.put($0) }
    case .ids: for key in keys { try Terminal.put(Terminal.clean(key.id) + "\n") }
    case .table: try Terminal.put(table(keys).render(width: Terminal.width))
    }
  }

  private func matches(_ key: ReportKey) -> Bool {
    (flag.isEmpty || flag.contains { key.flags.contains($0) })
      && (folder.isEmpty || folder.contains { $0 == key.folderID || $0 == key.folderName })
      && (owner.isEmpty || owner.contains { $0 == key.owner })
      && (account.isEmpty || account.contains { $0 == key.serviceAccountID || $0 == key.serviceAccountName })
      && (scope.isEmpty || scope.contains { key.scopes.contains(Scope($0)) })
  }

  private func table(_ keys: [ReportKey]) -> TextTable {
    TextTable(
      headers: ["ID", "CREATED AT", "LAST USED AT", "EXPIRES AT", "SERVICE ACCOUNT", "FOLDER", "FLAGS"],
      rows: keys.map { key in
        [
          key.id, key.createdAt?.day ?? "", key.lastUsedAt?.day ?? "", key.expiresAt?.day ?? "",
          key.serviceAccountName ?? "", key.folderName ?? "", key.flags.joined(separator: " "),
        ]
      })
  }
}
