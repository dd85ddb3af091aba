import Ledger
import Yams
import queries

/// Every documented scope, what it opens, and what is narrower.
package enum ScopeCatalogue {
  private struct Entry: Decodable {
    let scope: String
    let opens: String
    let aggregate: Bool?
    let `default`: Bool?
    let narrower: [String]?
  }

  /// The catalogue that is part of the program.
  package static func builtIn() throws(AuditError) -> [CatalogScope] {
    do {
      return try YAMLDecoder().decode([Entry].self, from: Queries.scopes).map {
        CatalogScope(
          scope: $0.scope, opens: $0.opens, narrower: $0.narrower?.joined(separator: ","),
          aggregate: $0.aggregate ?? false, isDefault: $0.default ?? false)
      }
    } catch {
      throw AuditError(source: "scopes.yaml", message: String(describing: error))
    }
  }
}
