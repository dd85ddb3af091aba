/// The files that reports are documented by, embedded so that the binary runs from anywhere.
package enum Reports {
  /// The JSON Schema (2020-12) of a report, and of a key inside it.
  package static let reportSchema = String(
    decoding: PackageResources.report_schema_json, as: UTF8.self)
}
