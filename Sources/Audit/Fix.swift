import Ledger

/// The command that mends a finding.
enum Fix {
  /// Fills the ids into a rule's command; nil when there is no command, or an id is not one that is safe
  /// in a shell: what the cloud sends is written by others.
  static func command(_ template: String, for key: KeyRecord) -> String? {
    guard !template.isEmpty else { return nil }
    let ids = [
      "key_id": key.id, "service_account_id": key.serviceAccountID, "folder_id": key.folderID,
    ]
    var command = template
    for (name, id) in ids where command.contains("{{\(name)}}") {
      guard isSafe(id) else { return nil }
      command = command.replacing("{{\(name)}}", with: id)
    }
    return command
  }

  private static func isSafe(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
          || $0 == 45
      }
  }
}
