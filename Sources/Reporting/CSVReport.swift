/// A header and a row a key (RFC 4180: CRLF), with the contract's names.
enum CSVReport {
  static func write(
    _ keys: KeySource, separator: Character, to output: inout ReportOutput
  ) throws {
    let between = String(separator)
    try output.write(KeyFields.all.map(\.name).joined(separator: between) + "\r\n")
    try keys.each { key in
      let cells = KeyFields.all.map { CSVCell.text(CSVCell.plain($0.value(key)), separator: separator) }
      try output.write(cells.joined(separator: between) + "\r\n")
    }
  }
}
