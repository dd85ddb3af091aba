/// The tables that a rule may read, filled for one moment in the connection's temporary database.
enum AuditTables {
  /// Days are real numbers: (moment − instant) / 86400e9.
  private static func days(_ later: String, _ earlier: String) -> String {
    "(\(later) - \(earlier)) / 86400e9"
  }

  private static let week = "604800000000000"

  static func statements(ownerLabels: [String]) -> String {
    let labels = ownerLabels.map { label in
      let path = "$.\"" + label.replacing("'", with: "''") + "\""
      return "json_extract(k.service_account_labels, '\(path)')"
    }
    let owner = labels.isEmpty ? "NULL" : "coalesce(\((labels + ["NULL"]).joined(separator: ", ")))"
    return """
      CREATE TEMP TABLE audited_keys AS
      WITH now AS (SELECT snapshot, at_ns FROM moment),
      watched AS (
        SELECT s.number AS first_seen, (SELECT count(DISTINCT t.started_at_ns / \(week)) FROM snapshot t
          WHERE t.number BETWEEN s.number AND (SELECT snapshot FROM now)) AS weeks
        FROM snapshot s WHERE s.number <= (SELECT snapshot FROM now))
      SELECT k.id AS key_id, k.service_account_id, k.service_account_name, k.service_account_status,
        k.service_account_labels, \(owner) AS owner,
        k.folder_id, k.folder_name, k.cloud_id, k.cloud_name, k.organization_id, k.organization_name,
        k.description, k.created_at, k.created_at_ns, k.last_used_at, k.last_used_at_ns,
        k.expires_at, k.expires_at_ns, k.scopes, json_array_length(k.scopes) AS scope_count,
        k.masked_secret, k.first_seen_at, k.confirmed_at, NULL AS deleted_at, k.in_gap, k.secrets_masked,
        k.service_account_last_authenticated_at, k.service_account_last_authenticated_at_ns,
        \(days("now.at_ns", "k.created_at_ns")) AS age_days,
        \(days("now.at_ns", "k.last_used_at_ns")) AS idle_days,
        \(days("k.expires_at_ns", "now.at_ns")) AS days_to_expiry,
        \(days("now.at_ns", "k.service_account_last_authenticated_at_ns")) AS account_idle_days,
        watched.weeks AS weeks_observed,
        min(watched.weeks, (SELECT count(DISTINCT u.used_at_ns / \(week)) FROM key_use u
          WHERE u.key = k.key_number AND u.began BETWEEN k.first_seen_snapshot AND now.snapshot))
          AS weeks_used
      FROM (\(Views.keys(at: "(SELECT snapshot FROM moment)"))) k, now
      JOIN watched ON watched.first_seen = k.first_seen_snapshot;
      CREATE UNIQUE INDEX temp.audited_keys_id ON audited_keys (key_id);
      CREATE TEMP TABLE key_scopes AS
        SELECT key_id, value AS scope FROM audited_keys, json_each(audited_keys.scopes);
      CREATE INDEX temp.key_scopes_id ON key_scopes (key_id, scope);
      """
  }
}
