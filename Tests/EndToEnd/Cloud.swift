import CloudSimulator
import Foundation
import Inventory

/// A small simulated cloud, and a binary that is pointed at it.
struct Cloud {
  static let now = Timestamp("2026-06-28T03:00:00Z")!
  static let company = Company(
    seed: 7, size: CompanySize(organizations: 1, clouds: 2, folders: 6, accounts: 24, keys: 80), end: now)
  static let state = CloudState(of: company, at: now)
  static let token = "t1.test.token"

  let simulator: Simulator
  var binary: Binary

  static func start(_ faults: [Fault] = [], latency: Duration = .zero) async throws -> Cloud {
    let simulator = try await Simulator.start(
      company, at: now, token: token, faults: faults, latency: latency)
    let binary = try Binary([
      "KEYLEDGER_ENDPOINT": simulator.endpoint, "YC_IAM_TOKEN": token, "KEYLEDGER_NOW": now.text,
    ])
    return Cloud(simulator: simulator, binary: binary)
  }

  static var accounts: [ServiceAccount] {
    state.accounts.values.joined().sorted { $0.id < $1.id }
  }
  static var keys: [APIKey] { state.keys.values.joined().sorted { $0.id < $1.id } }
  /// An account with keys.
  static var victim: ServiceAccount { accounts.first { !(state.keys[$0.id] ?? []).isEmpty }! }
  /// A folder with keys.
  static var folder: Folder {
    state.folders.values.joined().sorted { $0.id < $1.id }.first { keyIDs(inFolder: $0.id).count > 1 }!
  }
  static func keyIDs(inFolder id: String) -> Set<String> {
    Set((state.accounts[id] ?? []).flatMap { state.keys[$0.id] ?? [] }.map(\.id))
  }
}
