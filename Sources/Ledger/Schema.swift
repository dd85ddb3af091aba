import GRDB

/// The tables of the ledger. Migrations are appended, never edited, and none may alter hashed content.
enum Schema {
  /// "KLDG", in the file's header: tells a ledger from any other SQLite database.
  static let applicationID: Int64 = 0x4B4C_4447

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: tables)
      try db.execute(sql: Views.all)
    }
    return migrator
  }

  /// `began` is the number of the snapshot at which a fact began to hold, `ended` the one at which it had
  /// ceased; null while it holds. An object exists at snapshot M when it has a version with
  /// began <= M < ended. `…_form` is null where the shortest UTC text is what the cloud sent.
  private static let tables = """
    CREATE TABLE snapshot (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      format INTEGER NOT NULL,
      started_at_ns INTEGER NOT NULL,
      finished_at_ns INTEGER NOT NULL,
      forced_clock INTEGER NOT NULL CHECK (forced_clock IN (0, 1)),
      clock_behind INTEGER NOT NULL CHECK (clock_behind IN (0, 1)),
      tool_version TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;

    CREATE TABLE snapshot_scope (
      snapshot INTEGER NOT NULL REFERENCES snapshot (number),
      kind TEXT NOT NULL CHECK (kind IN ('organization', 'cloud', 'folder', 'service-account')),
      id TEXT NOT NULL,
      PRIMARY KEY (snapshot, kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE gap (
      snapshot INTEGER NOT NULL REFERENCES snapshot (number),
      kind TEXT NOT NULL CHECK (kind IN ('organization', 'cloud', 'folder', 'service-account')),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      parent_id TEXT NOT NULL,
      reason TEXT NOT NULL,
      code INTEGER,
      status INTEGER,
      request_id TEXT,
      PRIMARY KEY (snapshot, kind, id)
    ) STRICT, WITHOUT ROWID;

    -- A list that broke on its second page: what its first page named was read nevertheless.
    CREATE TABLE read_despite_gap (
      snapshot INTEGER NOT NULL REFERENCES snapshot (number),
      kind TEXT NOT NULL CHECK (kind IN ('cloud', 'folder', 'service-account')),
      id TEXT NOT NULL,
      PRIMARY KEY (snapshot, kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organization_version (
      id TEXT NOT NULL CHECK (id <> ''),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      ended INTEGER REFERENCES snapshot (number) CHECK (ended > began),
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      secrets_masked INTEGER NOT NULL CHECK (secrets_masked >= 0),
      PRIMARY KEY (id, began)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE cloud_version (
      id TEXT NOT NULL CHECK (id <> ''),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      ended INTEGER REFERENCES snapshot (number) CHECK (ended > began),
      organization_id TEXT NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      labels TEXT NOT NULL,
      created_at_ns INTEGER,
      created_at_form TEXT,
      secrets_masked INTEGER NOT NULL CHECK (secrets_masked >= 0),
      PRIMARY KEY (id, began)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE folder_version (
      id TEXT NOT NULL CHECK (id <> ''),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      ended INTEGER REFERENCES snapshot (number) CHECK (ended > began),
      cloud_id TEXT NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      labels TEXT NOT NULL,
      status TEXT NOT NULL,
      created_at_ns INTEGER,
      created_at_form TEXT,
      secrets_masked INTEGER NOT NULL CHECK (secrets_masked >= 0),
      PRIMARY KEY (id, began)
    ) STRICT, WITHOUT ROWID;

    -- Service accounts and keys are named by a small number inside the ledger, by their id outside it.
    CREATE TABLE account (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      began INTEGER NOT NULL REFERENCES snapshot (number)
    ) STRICT;

    CREATE TABLE account_version (
      account INTEGER NOT NULL REFERENCES account (number),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      ended INTEGER REFERENCES snapshot (number) CHECK (ended > began),
      folder_id TEXT NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      labels TEXT NOT NULL,
      status TEXT NOT NULL,
      created_at_ns INTEGER,
      created_at_form TEXT,
      expires_at_ns INTEGER,
      expires_at_form TEXT,
      secrets_masked INTEGER NOT NULL CHECK (secrets_masked >= 0),
      PRIMARY KEY (account, began)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account_use (
      account INTEGER NOT NULL REFERENCES account (number),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      used_at_ns INTEGER NOT NULL,
      used_at_form TEXT,
      PRIMARY KEY (account, began)
    ) STRICT, WITHOUT ROWID;

    -- A set of scopes as a sorted JSON array: sets repeat endlessly.
    CREATE TABLE scope_set (
      number INTEGER PRIMARY KEY,
      scopes TEXT NOT NULL UNIQUE CHECK (json_valid(scopes))
    ) STRICT;

    CREATE TABLE api_key (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      began INTEGER NOT NULL REFERENCES snapshot (number)
    ) STRICT;

    CREATE TABLE api_key_version (
      key INTEGER NOT NULL REFERENCES api_key (number),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      ended INTEGER REFERENCES snapshot (number) CHECK (ended > began),
      account INTEGER NOT NULL REFERENCES account (number),
      description TEXT NOT NULL,
      scope_set INTEGER NOT NULL REFERENCES scope_set (number),
      created_at_ns INTEGER,
      created_at_form TEXT,
      expires_at_ns INTEGER,
      expires_at_form TEXT,
      secret_tail TEXT CHECK (length(secret_tail) <= 6),
      secrets_masked INTEGER NOT NULL CHECK (secrets_masked >= 0),
      PRIMARY KEY (key, began)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX api_key_version_open ON api_key_version (account) WHERE ended IS NULL;

    -- A use holds until the next one; it is apart from the versions because it moves weekly.
    CREATE TABLE key_use (
      key INTEGER NOT NULL REFERENCES api_key (number),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      used_at_ns INTEGER NOT NULL,
      used_at_form TEXT,
      PRIMARY KEY (key, began)
    ) STRICT, WITHOUT ROWID;

    -- What the cloud said when it named an earlier last use than the one recorded, or none at all.
    CREATE TABLE key_use_regression (
      key INTEGER NOT NULL REFERENCES api_key (number),
      began INTEGER NOT NULL REFERENCES snapshot (number),
      said_at_ns INTEGER,
      said_at_form TEXT,
      PRIMARY KEY (key, began)
    ) STRICT, WITHOUT ROWID;
    """
}
