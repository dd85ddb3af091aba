import Foundation

/// The built binary, run as a user runs it.
struct Binary {
  struct Outcome {
    var status: Int32
    var output: String
    var error: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var path: String {
    ProcessInfo.processInfo.environment["KEYLEDGER_BINARY"] ?? root.path + "/.build/debug/keyledger"
  }

  let folder: URL
  var environment: [String: String]

  /// A folder of its own, and an environment like cron's: nothing but what is given.
  init(_ environment: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "keyledger-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.environment = [
      "KEYLEDGER_LEDGER": folder.appendingPathComponent("ledger.sqlite").path,
      "HOME": folder.path, "YC_METADATA_ADDR": "127.0.0.1:1",
    ].merging(environment) { $1 }
  }

  func file(_ name: String) -> String { folder.appendingPathComponent(name).path }
  func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
  func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: file(name)))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Starts the binary; its output goes to files named after `tag`.
  func start(_ arguments: [String], tag: String = UUID().uuidString) throws -> (Process, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    for (suffix, isOutput) in [(".out", true), (".err", false)] {
      _ = FileManager.default.createFile(atPath: file(tag + suffix), contents: nil)
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file(tag + suffix)))
      if isOutput { process.standardOutput = handle } else { process.standardError = handle }
    }
    try process.run()
    return (process, tag)
  }

  func finish(_ process: Process, _ tag: String) async throws -> Outcome {
    // waitUntilExit would hold a thread that the simulator in this process needs.
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    return Outcome(
      status: process.terminationStatus, output: try text(tag + ".out"), error: try text(tag + ".err"))
  }

  @discardableResult
  func run(_ arguments: String...) async throws -> Outcome {
    let (process, tag) = try start(arguments)
    return try await finish(process, tag)
  }
}
