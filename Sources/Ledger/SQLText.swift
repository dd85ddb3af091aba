/// SQL text that several statements and views share.
enum SQLText {
  /// Prints an instant exactly as the cloud sent it, in plain SQL, so that views need no function of ours.
  static func instant(_ ns: String, _ form: String) -> String {
    let seconds = "((\(ns) - ((\(ns) % 1000000000) + 1000000000) % 1000000000) / 1000000000)"
    let fraction = "printf('%09d', ((\(ns) % 1000000000) + 1000000000) % 1000000000)"
    let base = "'%Y-%m-%dT%H:%M:%S'"
    return """
      CASE WHEN \(ns) IS NULL THEN NULL
        WHEN length(\(form)) >= 20 THEN \(form)
        WHEN \(form) IS NULL THEN strftime(\(base), \(seconds), 'unixepoch')
          || CASE WHEN \(ns) % 1000000000 = 0 THEN ''
               WHEN \(ns) % 1000000 = 0 THEN '.' || substr(\(fraction), 1, 3)
               WHEN \(ns) % 1000 = 0 THEN '.' || substr(\(fraction), 1, 6)
               ELSE '.' || \(fraction) END || 'Z'
        ELSE strftime(\(base), \(seconds), 'unixepoch',
            CASE WHEN length(\(form)) > 2 THEN substr(\(form), 2) ELSE '+00:00' END)
          || CASE WHEN substr(\(form), 1, 1) = '0' THEN ''
               ELSE '.' || substr(\(fraction), 1, CAST(substr(\(form), 1, 1) AS INTEGER)) END
          || substr(\(form), 2)
      END
      """
  }

  /// A version's row holds at snapshot `moment`.
  static func holds(_ alias: String, at moment: String) -> String {
    "\(alias).began <= \(moment) AND (\(alias).ended IS NULL OR \(alias).ended > \(moment))"
  }

  /// The newest snapshot up to `moment` that read an account's keys: it was in the snapshot's scope, and
  /// neither it nor anything above it was a gap there, or it was read all the same. Columns of `alias`:
  /// id, first_seen, folder_id, cloud_id, organization_id.
  static func confirmed(_ alias: String, at moment: String) -> String {
    func gap(_ kind: String, _ column: String) -> String {
      """
      EXISTS (SELECT 1 FROM gap g WHERE g.snapshot = s.number AND g.kind = '\(kind)'
        AND g.id = \(alias).\(column))
      """
    }
    func despite(_ kind: String, _ column: String) -> String {
      """
      EXISTS (SELECT 1 FROM read_despite_gap r WHERE r.snapshot = s.number AND r.kind = '\(kind)'
        AND r.id = \(alias).\(column))
      """
    }
    return """
      (SELECT s.number FROM snapshot s WHERE s.number <= \(moment) AND s.number >= \(alias).first_seen
        AND (NOT EXISTS (SELECT 1 FROM snapshot_scope p WHERE p.snapshot = s.number)
          OR EXISTS (SELECT 1 FROM snapshot_scope p WHERE p.snapshot = s.number AND (
              (p.kind = 'organization' AND p.id = \(alias).organization_id)
              OR (p.kind = 'cloud' AND p.id = \(alias).cloud_id)
              OR (p.kind = 'folder' AND p.id = \(alias).folder_id)
              OR (p.kind = 'service-account' AND p.id = \(alias).id))))
        AND NOT \(gap("service-account", "id"))
        AND (NOT \(gap("folder", "folder_id")) OR \(despite("service-account", "id")))
        AND (NOT \(gap("cloud", "cloud_id")) OR \(despite("folder", "folder_id"))
          OR \(despite("service-account", "id")))
        AND (NOT \(gap("organization", "organization_id")) OR \(despite("cloud", "cloud_id"))
          OR \(despite("folder", "folder_id")) OR \(despite("service-account", "id")))
        ORDER BY s.number DESC LIMIT 1)
      """
  }
}
