/// The formats that a report can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  case markdown, html, csv, json, ndjson, sarif, openmetrics, ics

  /// The file extension that tells it, without the dot.
  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .openmetrics: "prom"
    default: rawValue
    }
  }

  /// The format of a file by its extension, with or without the dot, in any case; nil when none fits.
  package init?(fileExtension: String) {
    let wanted = (fileExtension.hasPrefix(".") ? String(fileExtension.dropFirst()) : fileExtension)
      .lowercased()
    guard let format = Self.allCases.first(where: { $0.fileExtension == wanted }) else { return nil }
    self = format
  }
}
