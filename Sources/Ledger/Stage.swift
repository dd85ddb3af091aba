import GRDB
import Inventory

/// The temporary tables in which a walk's observations wait for the one transaction that applies them.
/// They live in SQLite's temporary file, so a walk of any size needs little memory, and vanish with the
/// connection, so a walk that dies leaves nothing.
enum Stage {
  static let tables = """
    CREATE TEMP TABLE stage_organization (id TEXT PRIMARY KEY, name, title, secrets_masked) WITHOUT ROWID;
    CREATE TEMP TABLE stage_cloud (id TEXT PRIMARY KEY, organization_id, name, description, labels,
      created_at_ns, created_at_form, secrets_masked) WITHOUT ROWID;
    CREATE TEMP TABLE stage_folder (id TEXT PRIMARY KEY, cloud_id, name, description, labels, status,
      created_at_ns, created_at_form, secrets_masked) WITHOUT ROWID;
    CREATE TEMP TABLE stage_account (id TEXT PRIMARY KEY, folder_id, name, description, labels, status,
      created_at_ns, created_at_form, expires_at_ns, expires_at_form, used_at_ns, used_at_form,
      secrets_masked, keys_read) WITHOUT ROWID;
    CREATE TEMP TABLE stage_key (number INTEGER PRIMARY KEY, id TEXT UNIQUE, account_id, description, scopes,
      created_at_ns, created_at_form, expires_at_ns, expires_at_form, used_at_ns, used_at_form,
      secret_tail, secrets_masked);
    CREATE TEMP TABLE stage_gap (kind, id, name, parent_id, reason, code, status, request_id,
      PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE TEMP TABLE stage_absent (kind, id, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    """

  static func insert(_ observations: [Observation], into db: Database) throws {
    for observation in observations {
      switch observation {
      case .organization(let organization): try insert(organization, into: db)
      case .cloud(let cloud): try insert(cloud, into: db)
      case .folder(let folder): try insert(folder, into: db)
      case .serviceAccount(let account, let keys):
        try insert(account, keysRead: keys != nil, into: db)
        for key in keys ?? [] { try insert(key, into: db) }
      case .gap(let gap): try insert(gap, into: db)
      case .absent(let kind, let id):
        try write(db, "stage_absent", [kind.rawValue, id])
      }
    }
  }

  private static func insert(_ organization: Organization, into db: Database) throws {
    var masking = Masking()
    let name = masking.text(organization.name)
    let title = masking.text(organization.title)
    try write(db, "stage_organization", [organization.id, name, title, masking.count])
  }

  private static func insert(_ cloud: Cloud, into db: Database) throws {
    var masking = Masking()
    let name = masking.text(cloud.name)
    let description = masking.text(cloud.description)
    let labels = masking.labels(cloud.labels)
    try write(
      db, "stage_cloud",
      [cloud.id, cloud.organizationID, name, description, labels] + columns(cloud.createdAt)
        + [masking.count])
  }

  private static func insert(_ folder: Folder, into db: Database) throws {
    var masking = Masking()
    let name = masking.text(folder.name)
    let description = masking.text(folder.description)
    let labels = masking.labels(folder.labels)
    try write(
      db, "stage_folder",
      [folder.id, folder.cloudID, name, description, labels, folder.status]
        + columns(folder.createdAt) + [masking.count])
  }

  private static func insert(_ account: ServiceAccount, keysRead: Bool, into db: Database) throws {
    var masking = Masking()
    let name = masking.text(account.name)
    let description = masking.text(account.description)
    let labels = masking.labels(account.labels)
    try write(
      db, "stage_account",
      [account.id, account.folderID, name, description, labels, account.status]
        + columns(account.createdAt) + columns(account.expiresAt)
        + columns(account.lastAuthenticatedAt) + [masking.count, keysRead])
  }

  private static func insert(_ key: APIKey, into db: Database) throws {
    var masking = Masking()
    let description = masking.text(key.description)
    try write(
      db, "stage_key",
      [nil, key.id, key.serviceAccountID, description, CanonicalJSON.array(key.scopes)]
        + columns(key.createdAt) + columns(key.expiresAt) + columns(key.lastUsedAt)
        + [key.maskedSecret?.tail, masking.count])
  }

  private static func insert(_ gap: Gap, into db: Database) throws {
    try write(
      db, "stage_gap",
      [
        gap.kind.rawValue, gap.id, LeakPattern.mask(gap.name).text, gap.parentID, gap.reason.rawValue,
        gap.code, gap.status, gap.requestID,
      ])
  }

  private static func columns(_ instant: Timestamp?) -> [(any DatabaseValueConvertible)?] {
    guard let instant else { return [nil, nil] }
    let shortest = Timestamp(nanoseconds: instant.nanoseconds).form
    return [instant.nanoseconds, instant.form == shortest ? nil : instant.form]
  }

  private static func write(
    _ db: Database, _ table: String, _ values: [(any DatabaseValueConvertible)?]
  ) throws {
    let marks = values.map { _ in "?" }.joined(separator: ",")
    let statement = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO temp.\(table) VALUES (\(marks))")
    try statement.execute(arguments: StatementArguments(values))
  }
}

/// Masks secrets that people pasted into names, descriptions and labels, and counts them.
private struct Masking {
  var count = 0

  mutating func text(_ text: String) -> String {
    let (masked, found) = LeakPattern.mask(text)
    count += found.count
    return masked
  }

  mutating func labels(_ labels: [String: String]) -> String {
    var masked: [String: String] = [:]
    for (name, value) in labels { masked[text(name)] = text(value) }
    return CanonicalJSON.object(masked)
  }
}
