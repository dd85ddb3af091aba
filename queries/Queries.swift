/// The SQL and data files that are part of the program, embedded so that the binary runs from anywhere.
package enum Queries {
  /// One rule file: its name is the rule's id.
  package struct RuleFile: Sendable {
    package let id: String
    package let text: String
  }

  /// The built-in rules, in the order in which catalogues list them. Embedding gives no enumeration, so
  /// this list is kept by hand; a test holds it against the folder.
  package static let rules: [RuleFile] = [
    RuleFile("never-used", PackageResources.never_used_sql),
    RuleFile("stale", PackageResources.stale_sql),
    RuleFile("expiring-soon", PackageResources.expiring_soon_sql),
    RuleFile("expired", PackageResources.expired_sql),
    RuleFile("no-expiry", PackageResources.no_expiry_sql),
    RuleFile("unrestricted", PackageResources.unrestricted_sql),
    RuleFile("default-scopes", PackageResources.default_scopes_sql),
    RuleFile("too-many-scopes", PackageResources.too_many_scopes_sql),
    RuleFile("broad-scope", PackageResources.broad_scope_sql),
    RuleFile("rotation-due", PackageResources.rotation_due_sql),
  ]

  /// The scope catalogue, YAML.
  package static let scopes = String(decoding: PackageResources.scopes_yaml, as: UTF8.self)
}

extension Queries.RuleFile {
  fileprivate init(_ id: String, _ bytes: [UInt8]) {
    self.id = id
    text = String(decoding: bytes, as: UTF8.self)
  }
}
