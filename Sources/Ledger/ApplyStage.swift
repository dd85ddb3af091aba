import GRDB
import Inventory

/// Turns staged observations into history, inside the recording transaction.
///
/// What ends and what begins is decided after the walk, by sets: a row of a parent that was read to the
/// end is closed when nothing anywhere in the walk named it, so a thing that moved is not lost.
struct ApplyStage {
  let db: Database
  let number: Int
  let scope: Selection

  /// Writes every change of this snapshot. The `snapshot` row must exist already.
  func run() throws {
    try recordScopeAndGaps()
    try close()
    try version(
      "organization_version", key: "id", stage: "stage_organization", fields: ["name", "title"])
    try version(
      "cloud_version", key: "id", stage: "stage_cloud",
      fields: ["organization_id", "name", "description", "labels", "created_at"])
    try version(
      "folder_version", key: "id", stage: "stage_folder",
      fields: ["cloud_id", "name", "description", "labels", "status", "created_at"])
    try number("account", from: "SELECT id FROM stage_account ORDER BY id")
    try version(
      "account_version", key: "account", stage: stagedAccounts,
      fields: ["folder_id", "name", "description", "labels", "status", "created_at", "expires_at"])
    try execute(
      """
      INSERT INTO scope_set (scopes) SELECT DISTINCT scopes FROM stage_key
      WHERE scopes NOT IN (SELECT scopes FROM scope_set) ORDER BY scopes
      """)
    try number("api_key", from: "SELECT id FROM stage_key ORDER BY number")
    try version(
      "api_key_version", key: "key", stage: stagedKeys,
      fields: ["account", "description", "scope_set", "created_at", "expires_at", "secret_tail"])
    try recordUses()
  }

  private let stagedAccounts =
    "(SELECT s.*, a.number AS account FROM stage_account s JOIN account a USING (id))"

  private let stagedKeys = """
    (SELECT k.number AS key, a.number AS account, c.number AS scope_set, s.description, s.created_at_ns,
        s.created_at_form, s.expires_at_ns, s.expires_at_form, s.secret_tail, s.secrets_masked
      FROM stage_key s JOIN api_key k ON k.id = s.id JOIN account a ON a.id = s.account_id
      JOIN scope_set c ON c.scopes = s.scopes ORDER BY k.number)
    """

  private func recordScopeAndGaps() throws {
    let selected: [(ContainerKind, [String])] = [
      (.organization, scope.organizationIDs), (.cloud, scope.cloudIDs), (.folder, scope.folderIDs),
      (.serviceAccount, scope.serviceAccountIDs),
    ]
    for (kind, ids) in selected {
      for id in ids {
        try db.execute(
          sql: "INSERT OR IGNORE INTO snapshot_scope VALUES (?, ?, ?)",
          arguments: [number, kind.rawValue, id])
      }
    }
    try execute("INSERT INTO gap SELECT :n, * FROM stage_gap ORDER BY kind, id")
    try execute(
      """
      INSERT INTO read_despite_gap
      SELECT :n, 'cloud', s.id FROM stage_cloud s JOIN stage_gap g
        ON g.kind = 'organization' AND g.id = s.organization_id
      UNION ALL
      SELECT :n, 'folder', s.id FROM stage_folder s JOIN stage_gap g
        ON g.kind = 'cloud' AND g.id = s.cloud_id
      UNION ALL
      SELECT :n, 'service-account', s.id FROM stage_account s JOIN stage_gap g
        ON g.kind = 'folder' AND g.id = s.folder_id
      """)
  }

  /// Ends what is gone: what answered 404, and what a list read to its end no longer named.
  private func close() throws {
    let clouds: String
    if scope.isEverything {
      clouds = "1"
    } else {
      clouds = """
        s.id IN (SELECT id FROM snapshot_scope WHERE snapshot = :n AND kind = 'cloud')
        OR s.organization_id IN (
          SELECT id FROM snapshot_scope WHERE snapshot = :n AND kind = 'organization')
        """
    }
    try db.execute(
      sql: """
        CREATE TEMP TABLE read_cloud AS SELECT s.id FROM stage_cloud s WHERE (\(clouds))
          AND s.id NOT IN (SELECT id FROM stage_gap WHERE kind = 'cloud');
        CREATE TEMP TABLE read_folder AS SELECT s.id FROM stage_folder s
          WHERE s.id NOT IN (SELECT id FROM stage_gap WHERE kind = 'folder')
          AND (\(scope.isEverything ? "1" : "0")
            OR s.cloud_id IN (SELECT c.id FROM stage_cloud c JOIN (
                SELECT s.id FROM stage_cloud s WHERE \(clouds)) w ON w.id = c.id)
            OR s.id IN (SELECT id FROM snapshot_scope WHERE snapshot = :n AND kind = 'folder'));
        CREATE TEMP TABLE closed_cloud AS SELECT id FROM cloud_version v WHERE ended IS NULL
          AND id IN (SELECT id FROM stage_absent WHERE kind = 'cloud');
        CREATE TEMP TABLE closed_folder AS SELECT id FROM folder_version WHERE ended IS NULL AND (
          id IN (SELECT id FROM stage_absent WHERE kind = 'folder')
          OR (id NOT IN (SELECT id FROM stage_folder) AND (
            cloud_id IN (SELECT id FROM closed_cloud) OR cloud_id IN (SELECT id FROM read_cloud))));
        CREATE TEMP TABLE closed_account AS SELECT account AS number, a.id FROM account_version v
          JOIN account a ON a.number = v.account WHERE v.ended IS NULL AND (
          a.id IN (SELECT id FROM stage_absent WHERE kind = 'service-account')
          OR (a.id NOT IN (SELECT id FROM stage_account) AND (
            v.folder_id IN (SELECT id FROM closed_folder)
            OR v.folder_id IN (SELECT id FROM read_folder))));
        DELETE FROM stage_cloud WHERE id IN (SELECT id FROM stage_absent WHERE kind = 'cloud');
        DELETE FROM stage_folder WHERE id IN (SELECT id FROM stage_absent WHERE kind = 'folder');
        DELETE FROM stage_account
          WHERE id IN (SELECT id FROM stage_absent WHERE kind = 'service-account');
        """, arguments: ["n": number])
    try execute(
      "UPDATE cloud_version SET ended = :n WHERE ended IS NULL AND id IN (SELECT id FROM closed_cloud)")
    try execute(
      "UPDATE folder_version SET ended = :n WHERE ended IS NULL AND id IN (SELECT id FROM closed_folder)")
    try execute(
      """
      UPDATE account_version SET ended = :n WHERE ended IS NULL
        AND account IN (SELECT number FROM closed_account)
      """)
    try execute(
      """
      UPDATE api_key_version SET ended = :n WHERE ended IS NULL
        AND account IN (SELECT number FROM closed_account
          UNION ALL SELECT a.number FROM stage_account s JOIN account a USING (id) WHERE s.keys_read)
        AND key NOT IN (SELECT k.number FROM stage_key s JOIN api_key k USING (id))
      """)
  }

  /// Ends the open versions that differ from what is staged, and begins those that are missing. An
  /// instant (`created_at`) is compared by its nanoseconds alone.
  private func version(_ table: String, key: String, stage: String, fields: [String]) throws {
    let compared =
      fields.map { $0.hasSuffix("_at") ? $0 + "_ns" : $0 } + ["secrets_masked"]
    let columns =
      fields.flatMap { $0.hasSuffix("_at") ? [$0 + "_ns", $0 + "_form"] : [$0] } + ["secrets_masked"]
    let differs = compared.map { "s.\($0) IS NOT v.\($0)" }.joined(separator: " OR ")
    try execute(
      """
      UPDATE \(table) AS v SET ended = :n FROM \(stage) AS s
      WHERE v.ended IS NULL AND s.\(key) = v.\(key) AND (\(differs))
      """)
    try execute(
      """
      INSERT INTO \(table) (\(key), began, \(columns.joined(separator: ", ")))
      SELECT s.\(key), :n, \(columns.map { "s." + $0 }.joined(separator: ", ")) FROM \(stage) AS s
      WHERE NOT EXISTS (SELECT 1 FROM \(table) v WHERE v.\(key) = s.\(key) AND v.ended IS NULL)
      """)
  }

  private func number(_ table: String, from ids: String) throws {
    try execute(
      """
      INSERT INTO \(table) (id, began) SELECT id, :n FROM (\(ids)) s
      WHERE NOT EXISTS (SELECT 1 FROM \(table) t WHERE t.id = s.id)
      """)
  }

  /// A last use never goes backwards: the latest is kept, and it is noted when the cloud says less.
  private func recordUses() throws {
    let latestKeyUse = "(SELECT max(used_at_ns) FROM key_use WHERE key = k.number)"
    try execute(
      """
      INSERT INTO key_use_regression (key, began, said_at_ns, said_at_form)
      SELECT k.number, :n, s.used_at_ns, s.used_at_form FROM stage_key s JOIN api_key k USING (id)
      WHERE \(latestKeyUse) > coalesce(s.used_at_ns, -9223372036854775808)
        AND NOT EXISTS (SELECT 1 FROM key_use_regression r WHERE r.key = k.number
          AND r.said_at_ns IS s.used_at_ns
          AND r.began = (SELECT max(began) FROM key_use_regression WHERE key = k.number))
      ORDER BY k.number
      """)
    try execute(
      """
      INSERT INTO key_use (key, began, used_at_ns, used_at_form)
      SELECT k.number, :n, s.used_at_ns, s.used_at_form FROM stage_key s JOIN api_key k USING (id)
      WHERE s.used_at_ns IS NOT NULL
        AND s.used_at_ns > coalesce(\(latestKeyUse), -9223372036854775808)
      ORDER BY k.number
      """)
    try execute(
      """
      INSERT INTO account_use (account, began, used_at_ns, used_at_form)
      SELECT a.number, :n, s.used_at_ns, s.used_at_form FROM stage_account s JOIN account a USING (id)
      WHERE s.used_at_ns IS NOT NULL AND s.used_at_ns > coalesce(
        (SELECT max(used_at_ns) FROM account_use WHERE account = a.number), -9223372036854775808)
      ORDER BY a.number
      """)
  }

  private func execute(_ sql: String) throws {
    let statement = try db.makeStatement(sql: sql)
    try statement.execute(arguments: sql.contains(":n") ? ["n": number] : [:])
  }
}
