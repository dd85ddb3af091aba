import Foundation
import Yams

/// One rule: front matter that says what it is, and the SELECT that finds keys.
package struct Rule: Sendable, Equatable {
  /// A number that the SELECT is given by name.
  package struct Parameter: Sendable, Equatable, Decodable {
    package let `default`: Double
    package let meaning: String
  }

  /// A control of a standard; framework, version and id stay together because numbers move.
  package struct Reference: Sendable, Equatable, Decodable {
    package let framework: String
    package let version: String
    package let id: String
  }

  package let id: String
  package let title: String
  package let category: Category
  package var severity: Severity
  package let parameters: [String: Parameter]
  package let why: String
  /// The command that mends it, with `{{key_id}}` and `{{service_account_id}}`.
  package let fix: String
  package let references: [Reference]
  package let sql: String
  /// The file it was read from; the rule's id for a built-in one.
  package let source: String
}

extension Rule {
  private struct FrontMatter: Decodable {
    let title: String
    let category: Category
    let severity: Severity
    let parameters: [String: Parameter]?
    let why: String
    let fix: String?
    let references: [Reference]?
  }

  /// Reads a rule file: YAML between `/*---` and `---*/`, then one SELECT.
  package init(id: String, text: String, source: String) throws(AuditError) {
    guard text.hasPrefix("/*---"), let end = text.range(of: "---*/") else {
      throw AuditError(
        source: source, line: 1, message: "a rule file begins with its front matter, /*--- … ---*/")
    }
    let yaml = String(text[..<end.lowerBound].dropFirst("/*---".count))
    let front: FrontMatter
    do {
      front = try YAMLDecoder().decode(FrontMatter.self, from: yaml)
    } catch {
      throw AuditError(source: source, line: 1, message: "front matter: \(Self.reason(error))")
    }
    self.id = id
    title = front.title
    category = front.category
    severity = front.severity
    parameters = front.parameters ?? [:]
    why = front.why
    fix = front.fix ?? ""
    references = front.references ?? []
    sql = String(text[end.upperBound...]).trimmed
    self.source = source
    guard !sql.isEmpty else {
      throw AuditError(source: source, message: "there is no SELECT after the front matter")
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return String(describing: error) }
    switch error {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    @unknown default: return "it can't be read"
    }
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
