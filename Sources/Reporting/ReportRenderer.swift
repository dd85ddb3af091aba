/// Writes a report in any format.
package enum ReportRenderer {
  /// Streams a report to a sink; the same document gives the same bytes anywhere.
  ///
  /// - Parameter separator: what stands between CSV's cells.
  /// - Throws: what the sink or the source of keys throws.
  package static func write(
    _ document: ReportDocument, keys: KeySource, as format: ReportFormat, separator: Character = ",",
    to sink: @escaping ReportSink
  ) throws {
    var output = ReportOutput(sink)
    switch format {
    case .markdown: try MarkdownReport.write(document, keys, to: &output)
    case .csv: try CSVReport.write(keys, separator: separator, to: &output)
    case .json: try JSONReport.write(document, keys, to: &output)
    case .ndjson: try NDJSONReport.write(document, keys, to: &output)
    case .html: try HTMLReport.write(document, keys, to: &output)
    case .sarif: try SARIFReport.write(document, keys, to: &output)
    case .openmetrics: try OpenMetricsReport.write(document, keys, to: &output)
    case .ics: try CalendarReport.write(document, keys, to: &output)
    }
    try output.flush()
  }
}
