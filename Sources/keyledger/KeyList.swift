import Reporting

/// Keys alone as JSON: an array, or an object a line.
enum KeyList {
  static func write(
    _ keys: [ReportKey], asLines: Bool, to sink: (String) throws -> Void
  ) throws {
    if asLines {
      for key in keys { try sink(key.json.line + "\n") }
      return
    }
    guard !keys.isEmpty else { return try sink("[]\n") }
    for (index, key) in keys.enumerated() {
      try sink((index == 0 ? "[\n  " : ",\n  ") + key.json.line)
    }
    try sink("\n]\n")
  }
}
