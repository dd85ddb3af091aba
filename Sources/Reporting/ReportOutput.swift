/// Where a rendered report goes: chunks of UTF-8, in order.
package typealias ReportSink = (_ chunk: [UInt8]) throws -> Void

/// Gathers small texts into chunks, so that a file is written in few calls.
struct ReportOutput {
  private let sink: ReportSink
  private var buffer: [UInt8] = []
  private static let chunkSize = 65536

  init(_ sink: @escaping ReportSink) { self.sink = sink }

  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.chunkSize { try flush() }
  }

  mutating func line(_ text: String = "") throws { try write(text + "\n") }

  mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
