import ArgumentParser
import reports

struct SchemaCommand: ParsableCommand {
  enum Document: String, ExpressibleByArgument, CaseIterable { case report }

  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a report.")

  @Argument(help: "report.") var document: Document

  func run() throws {
    switch document {
    case .report: try Terminal.put(Reports.reportSchema)
    }
  }
}
