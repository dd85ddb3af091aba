import ArgumentParser
import Audit
import Foundation
import Reporting

struct RulesCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules, or explain one.",
    subcommands: [List.self, Explain.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the rules.")
    @Option(help: "table or json.") var format = Format.table

    func run() throws {
      let rules = try RuleCatalogue.builtIn()
      switch format {
      case .table:
        let rows = rules.map { rule in
          let parameters = rule.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.value.default.plain)" }.joined(separator: ", ")
          return [rule.id, rule.category.rawValue, rule.severity.rawValue, rule.title, parameters]
        }
        let table = TextTable(headers: ["RULE", "CATEGORY", "SEVERITY", "TITLE", "PARAMETERS"], rows: rows)
        try Terminal.put(table.render(width: Terminal.width))
      case .json:
        try Terminal.put(JSONText.render(rules.map(\.json)))
      }
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a rule finds, why it matters, how to mend it, and by which SQL it judges.")
    @Argument(help: "The rule's id, such as never-used.") var id: String
    @Option(help: "table or json.") var format = Format.table

    func run() throws {
      guard let rule = try RuleCatalogue.builtIn().first(where: { $0.id == id }) else {
        throw Failure(.no, "there is no rule \(Terminal.clean(id)). See them with: keyledger rules")
      }
      if format == .json { return try Terminal.put(JSONText.render(rule.json)) }
      var lines = [
        "\(rule.id): \(rule.title)", "\(rule.category.rawValue), \(rule.severity.rawValue)", "", rule.why,
      ]
      for (name, parameter) in rule.parameters.sorted(by: { $0.key < $1.key }) {
        lines += ["", "\(name) = \(parameter.default.plain): \(parameter.meaning)"]
      }
      if !rule.fix.isEmpty { lines += ["", "Mend it with: \(rule.fix)"] }
      if !rule.references.isEmpty { lines += ["", "References:"] }
      lines += rule.references.map { "  \($0.framework) \($0.version), \($0.id)" }
      lines += ["", rule.sql]
      try Terminal.put(lines.joined(separator: "\n") + "\n")
    }
  }
}

extension Rule {
  fileprivate var json: [String: Any] {
    [
      "id": id, "title": title, "category": category.rawValue, "severity": severity.rawValue, "why": why,
      "fix": fix, "sql": sql,
      "parameters": parameters.mapValues { ["default": $0.default, "meaning": $0.meaning] as [String: Any] },
      "references": references.map { ["framework": $0.framework, "version": $0.version, "id": $0.id] },
    ]
  }
}

/// Small answers as JSON; reports have a renderer of their own.
enum JSONText {
  static func render(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
