import Inventory
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
      guard SafeID.fits(id) else { return nil }
      command = command.replacing("{{\(name)}}", with: id)
    }
    return command
  }
}
