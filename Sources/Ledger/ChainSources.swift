/// The queries behind the hash chain, one a table and phase, in the bytewise order of their records.
enum ChainSources {
  static let all: [Chain.Source] = sources.sorted {
    // A record begins with its table's length and name: shorter names first.
    ($0.table.utf8.count, $0.table, $0.phase) < ($1.table.utf8.count, $1.table, $1.phase)
  }

  private static let sources: [Chain.Source] = [
    flat(
      "snapshot", snapshot: "number", key: ["number"],
      fields: [
        "clock_behind", "finished_at_ns", "forced_clock", "format", "started_at_ns", "tool_version",
      ]),
    flat("snapshot_scope", key: ["kind", "id"], fields: []),
    flat(
      "gap", key: ["kind", "id"],
      fields: ["code", "name", "parent_id", "reason", "request_id", "status"]),
    flat("read_despite_gap", key: ["kind", "id"], fields: []),
    began("organization_version", fields: ["name", "secrets_masked", "title"]),
    ended("organization_version"),
    began(
      "cloud_version",
      fields: [
        "created_at_form", "created_at_ns", "description", "labels", "name", "organization_id",
        "secrets_masked",
      ]),
    ended("cloud_version"),
    began(
      "folder_version",
      fields: [
        "cloud_id", "created_at_form", "created_at_ns", "description", "labels", "name",
        "secrets_masked", "status",
      ]),
    ended("folder_version"),
    began("account", fields: []),
    began(
      "account_version", owner: ("account", "account"),
      fields: [
        "created_at_form", "created_at_ns", "description", "expires_at_form", "expires_at_ns",
        "folder_id", "labels", "name", "secrets_masked", "status",
      ]),
    ended("account_version", owner: ("account", "account")),
    began(
      "account_use", owner: ("account", "account"), fields: ["used_at_form", "used_at_ns"]),
    began("api_key", fields: []),
    began(
      "api_key_version", owner: ("api_key", "key"),
      fields: [
        "account_id", "created_at_form", "created_at_ns", "description", "expires_at_form",
        "expires_at_ns", "scopes", "secret_tail", "secrets_masked",
      ],
      interned: [
        "account_id": "(SELECT id FROM account WHERE number = v.account)",
        "scopes": "(SELECT scopes FROM scope_set WHERE number = v.scope_set)",
      ]),
    ended("api_key_version", owner: ("api_key", "key")),
    began("key_use", owner: ("api_key", "key"), fields: ["used_at_form", "used_at_ns"]),
    began("key_use_regression", owner: ("api_key", "key"), fields: ["said_at_form", "said_at_ns"]),
  ]

  /// A table whose rows belong to one snapshot.
  private static func flat(
    _ table: String, snapshot: String = "snapshot", key: [String], fields: [String]
  ) -> Chain.Source {
    let columns = ([snapshot] + key + fields).joined(separator: ", ")
    let order = ([snapshot] + key.flatMap { ["length(CAST(\($0) AS BLOB))", $0] })
      .joined(separator: ", ")
    return Chain.Source(
      table: table, phase: "began", keyParts: key.count, fields: fields,
      sql: """
        SELECT \(columns) FROM \(table) WHERE \(snapshot) BETWEEN :from AND :to ORDER BY \(order)
        """)
  }

  /// Rows that begin at a snapshot. `owner` names the table that holds the cloud's id, and the column that
  /// points to it, where the row itself has only the ledger's number for it.
  private static func began(
    _ table: String, owner: (table: String, column: String)? = nil, fields: [String],
    interned: [String: String] = [:]
  ) -> Chain.Source {
    let columns = fields.map { interned[$0] ?? "v." + $0 }
    return Chain.Source(
      table: table, phase: "began", keyParts: 1, fields: fields,
      sql: versions(table, owner, at: "began", columns: columns))
  }

  /// Rows that end at a snapshot.
  private static func ended(
    _ table: String, owner: (table: String, column: String)? = nil
  ) -> Chain.Source {
    Chain.Source(
      table: table, phase: "ended", keyParts: 1, fields: ["began"],
      sql: versions(table, owner, at: "ended", columns: ["v.began"]))
  }

  private static func versions(
    _ table: String, _ owner: (table: String, column: String)?, at moment: String, columns: [String]
  ) -> String {
    let id = owner == nil ? "v.id" : "o.id"
    let join = owner.map { "JOIN \($0.table) o ON o.number = v.\($0.column)" } ?? ""
    return """
      SELECT v.\(moment), \(([id] + columns).joined(separator: ", ")) FROM \(table) v \(join)
      WHERE v.\(moment) BETWEEN :from AND :to
      ORDER BY v.\(moment), length(CAST(\(id) AS BLOB)), \(id)
      """
  }
}
