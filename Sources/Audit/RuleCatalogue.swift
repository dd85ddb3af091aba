import Foundation
import queries

/// Where rules come from.
package enum RuleCatalogue {
  /// The rules that are part of the program.
  package static func builtIn() throws(AuditError) -> [Rule] {
    var rules: [Rule] = []
    for file in Queries.rules {
      rules.append(try Rule(id: file.id, text: file.text, source: file.id))
    }
    return rules
  }

  /// A user's own rules: every `.sql` file of a folder, by name.
  package static func folder(_ path: String) throws(AuditError) -> [Rule] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw AuditError(source: path, message: "the folder of rules can't be read")
    }
    var rules: [Rule] = []
    for name in names.filter({ $0.hasSuffix(".sql") }).sorted() {
      let file = path + "/" + name
      guard let data = FileManager.default.contents(atPath: file) else {
        throw AuditError(source: file, message: "the rule can't be read")
      }
      rules.append(
        try Rule(
          id: String(name.dropLast(4)), text: String(decoding: data, as: UTF8.self), source: file))
    }
    return rules
  }
}
