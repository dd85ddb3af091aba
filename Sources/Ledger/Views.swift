/// The views: plain SQL that people open with any SQLite tool. A later migration may drop and make them
/// anew, since they hold nothing.
enum Views {
  /// The service accounts that exist at a moment, with their parents and `confirmed`, the newest snapshot
  /// that read their keys.
  static func accounts(at moment: String) -> String {
    """
    SELECT placed.*, \(SQLText.confirmed("placed", at: moment)) AS confirmed,
      EXISTS (SELECT 1 FROM gap WHERE gap.snapshot = \(moment) AND gap.id IN (
        placed.id, placed.folder_id, placed.cloud_id, placed.organization_id)) AS beside_gap
    FROM (
      SELECT a.number, a.id, a.began AS first_seen, v.name, v.description, v.labels, v.status,
        v.created_at_ns, v.created_at_form, v.expires_at_ns, v.expires_at_form, v.secrets_masked,
        v.folder_id, f.name AS folder_name, f.status AS folder_status, f.labels AS folder_labels,
        f.cloud_id, c.name AS cloud_name, c.labels AS cloud_labels, c.organization_id,
        o.name AS organization_name,
        u.used_at_ns AS last_authenticated_at_ns, u.used_at_form AS last_authenticated_at_form
      FROM account_version v
      JOIN account a ON a.number = v.account
      LEFT JOIN folder_version f ON f.id = v.folder_id AND \(SQLText.holds("f", at: moment))
      LEFT JOIN cloud_version c ON c.id = f.cloud_id AND \(SQLText.holds("c", at: moment))
      LEFT JOIN organization_version o
        ON o.id = c.organization_id AND \(SQLText.holds("o", at: moment))
      LEFT JOIN account_use u ON u.account = v.account AND u.began = (
        SELECT max(began) FROM account_use WHERE account = v.account AND began <= \(moment))
      WHERE \(SQLText.holds("v", at: moment))
    ) AS placed
    """
  }

  /// The keys that exist at a moment, with everything that a report says of a key.
  static func keys(at moment: String) -> String {
    """
    WITH acct AS MATERIALIZED (
    \(accounts(at: moment))
    )
    SELECT k.number AS key_number, k.id, acct.id AS service_account_id, acct.name AS service_account_name,
      acct.status AS service_account_status, acct.labels AS service_account_labels,
      acct.folder_id, acct.folder_name, acct.cloud_id, acct.cloud_name, acct.organization_id,
      acct.organization_name, v.description,
      \(SQLText.instant("v.created_at_ns", "v.created_at_form")) AS created_at, v.created_at_ns,
      \(SQLText.instant("u.used_at_ns", "u.used_at_form")) AS last_used_at, u.used_at_ns AS last_used_at_ns,
      \(SQLText.instant("v.expires_at_ns", "v.expires_at_form")) AS expires_at, v.expires_at_ns,
      s.scopes, '****' || v.secret_tail AS masked_secret,
      \(SQLText.instant("first.started_at_ns", "NULL")) AS first_seen_at,
      \(SQLText.instant("sure.started_at_ns", "NULL")) AS confirmed_at,
      acct.beside_gap AND acct.confirmed IS NOT \(moment) AS in_gap,
      v.secrets_masked + acct.secrets_masked AS secrets_masked,
      \(SQLText.instant("acct.last_authenticated_at_ns", "acct.last_authenticated_at_form"))
        AS service_account_last_authenticated_at,
      acct.last_authenticated_at_ns AS service_account_last_authenticated_at_ns,
      k.began AS first_seen_snapshot
    FROM api_key_version v
    JOIN api_key k ON k.number = v.key
    JOIN acct ON acct.number = v.account
    JOIN scope_set s ON s.number = v.scope_set
    JOIN snapshot first ON first.number = k.began
    LEFT JOIN snapshot sure ON sure.number = acct.confirmed
    LEFT JOIN key_use u ON u.key = v.key AND u.began = (
      SELECT max(began) FROM key_use WHERE key = v.key AND began <= \(moment))
    WHERE \(SQLText.holds("v", at: moment))
    """
  }

  private static let latest = "(SELECT max(number) FROM snapshot)"

  static let all = """
    CREATE VIEW keys AS \(keys(at: latest));

    CREATE VIEW key_history AS
    SELECT k.id AS key_id, v.began AS began_snapshot, v.ended AS ended_snapshot,
      \(SQLText.instant("b.started_at_ns", "NULL")) AS began_at,
      \(SQLText.instant("e.started_at_ns", "NULL")) AS ended_at,
      v.ended IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM api_key_version n WHERE n.key = v.key AND n.began = v.ended) AS ended_by_deletion,
      a.id AS service_account_id, v.description, s.scopes,
      \(SQLText.instant("v.created_at_ns", "v.created_at_form")) AS created_at, v.created_at_ns,
      \(SQLText.instant("v.expires_at_ns", "v.expires_at_form")) AS expires_at, v.expires_at_ns,
      '****' || v.secret_tail AS masked_secret
    FROM api_key_version v
    JOIN api_key k ON k.number = v.key
    JOIN account a ON a.number = v.account
    JOIN scope_set s ON s.number = v.scope_set
    JOIN snapshot b ON b.number = v.began
    LEFT JOIN snapshot e ON e.number = v.ended;

    CREATE VIEW key_uses AS
    SELECT k.id AS key_id, u.began AS snapshot,
      \(SQLText.instant("b.started_at_ns", "NULL")) AS recorded_at,
      \(SQLText.instant("u.used_at_ns", "u.used_at_form")) AS used_at, u.used_at_ns
    FROM key_use u
    JOIN api_key k ON k.number = u.key
    JOIN snapshot b ON b.number = u.began;

    CREATE VIEW service_accounts AS
    SELECT id, name, description, labels, status, folder_id, folder_name, cloud_id, cloud_name,
      organization_id,
      \(SQLText.instant("created_at_ns", "created_at_form")) AS created_at, created_at_ns,
      \(SQLText.instant("last_authenticated_at_ns", "last_authenticated_at_form"))
        AS last_authenticated_at, last_authenticated_at_ns,
      \(SQLText.instant("expires_at_ns", "expires_at_form")) AS expires_at, expires_at_ns,
      confirmed AS confirmed_snapshot
    FROM (\(accounts(at: latest)));

    CREATE VIEW folders AS
    SELECT f.id, f.name, f.description, f.labels, f.status, f.cloud_id, c.name AS cloud_name,
      c.organization_id,
      \(SQLText.instant("f.created_at_ns", "f.created_at_form")) AS created_at, f.created_at_ns
    FROM folder_version f
    LEFT JOIN cloud_version c ON c.id = f.cloud_id AND c.ended IS NULL
    WHERE f.ended IS NULL;

    CREATE VIEW snapshots AS
    SELECT number, \(SQLText.instant("started_at_ns", "NULL")) AS started_at, started_at_ns,
      \(SQLText.instant("finished_at_ns", "NULL")) AS finished_at, finished_at_ns,
      forced_clock, clock_behind, tool_version, lower(hex(hash)) AS hash,
      (SELECT count(*) FROM gap WHERE gap.snapshot = number) AS gaps
    FROM snapshot;

    CREATE VIEW gaps AS
    SELECT g.snapshot, \(SQLText.instant("s.started_at_ns", "NULL")) AS started_at, g.kind, g.id, g.name,
      g.parent_id, g.reason, g.code, g.status, g.request_id
    FROM gap g JOIN snapshot s ON s.number = g.snapshot;
    """
}
