import Inventory
import Yams

/// Takes a policy's YAML apart; every error has the file and the line.
struct PolicyReader {
  let source: String

  func error(_ node: Node, _ message: String) -> AuditError {
    AuditError(source: source, line: node.mark?.line, message: message)
  }

  /// The fields of a mapping; with `known`, any other name is refused.
  func fields(_ node: Node, of known: [String]?) throws(AuditError) -> [(String, Node)] {
    guard let mapping = node.mapping else { throw error(node, "a mapping of names is expected here") }
    var fields: [(String, Node)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw error(key, "a name is expected here") }
      if let known, !known.contains(name) {
        throw error(key, "\(name) is not known here; there are \(known.joined(separator: ", "))")
      }
      fields.append((name, value))
    }
    return fields
  }

  func numbers(_ node: Node) throws(AuditError) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (name, value) in try fields(node, of: nil) {
      guard let number = value.float, number.isFinite, number >= 0 else {
        throw error(value, "\(name) is a number, 0 or more")
      }
      numbers[name] = number
    }
    return numbers
  }

  func texts(_ node: Node) throws(AuditError) -> [String] {
    guard let sequence = node.sequence else { throw error(node, "a list is expected here") }
    var texts: [String] = []
    for item in sequence {
      guard let text = item.string, !text.contains("\"") else {
        throw error(item, "a list of texts without quotation marks is expected here")
      }
      texts.append(text)
    }
    return texts
  }

  func acceptances(
    _ node: Node, selectors: [String], required: String?
  ) throws(AuditError) -> [Policy.Acceptance] {
    guard let sequence = node.sequence else { throw error(node, "a list is expected here") }
    var acceptances: [Policy.Acceptance] = []
    for item in sequence {
      var texts: [String: String] = [:]
      for (name, value) in try fields(item, of: selectors + ["reason", "until"]) {
        guard let text = value.string, !text.isEmpty else {
          throw error(value, "\(name) is a text")
        }
        texts[name] = text
      }
      guard let reason = texts["reason"] else { throw error(item, "a reason is required") }
      guard let untilText = texts["until"],
        let until = Timestamp.endOfDay(untilText) ?? Timestamp(untilText)
      else { throw error(item, "until is required: a date such as 2027-03-31") }
      if let required, texts[required] == nil { throw error(item, "\(required) is required") }
      guard selectors.contains(where: { texts[$0] != nil }) else {
        throw error(item, "one of \(selectors.joined(separator: ", ")) is required")
      }
      acceptances.append(
        Policy.Acceptance(
          rule: texts["rule"], key: texts["key"], account: texts["account"],
          folder: texts["folder"], id: texts["id"], reason: reason, until: until,
          untilText: untilText))
    }
    return acceptances
  }
}
