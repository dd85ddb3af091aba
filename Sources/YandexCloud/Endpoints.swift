import Foundation

/// Where each service answers.
package struct Endpoints: Sendable, Equatable {
  package enum Service: String, Sendable, CaseIterable {
    case iam
    case resourceManager = "resource-manager"
    case organizationManager = "organization-manager"
    case quotaManager = "quota-manager"
  }
  /// An address that may not be used (exit 64).
  package struct Invalid: Error, Sendable, Equatable {
    package var message: String
  }
  private var bases: [Service: String]

  /// The real hosts.
  package static let standard = Endpoints(
    bases: Dictionary(
      uniqueKeysWithValues: Service.allCases.map { ($0, "https://\($0.rawValue).api.cloud.yandex.net") }))

  /// One base URL for every service; plain http for loopback only, else `Invalid` is thrown.
  package static func single(baseURL text: String) throws -> Endpoints {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil
    else { throw Invalid(message: "not a base URL") }
    switch parts.scheme?.lowercased() {
    case "https": break
    case "http" where isLoopback(host): break
    case "http": throw Invalid(message: "plain http is accepted for loopback only")
    default: throw Invalid(message: "the scheme must be https")
    }
    var base = text
    while base.hasSuffix("/") { base.removeLast() }
    return Endpoints(bases: Dictionary(uniqueKeysWithValues: Service.allCases.map { ($0, base) }))
  }

  /// Asks `https://HOST/endpoints`; services it does not name are an error.
  package static func discover(host: String, transport: any Transport) async throws -> Endpoints {
    let checked = try single(baseURL: "https://" + host)
    let response = try await transport.send(HTTPRequest(url: checked.base(.iam) + "/endpoints"))
    guard response.status == 200,
      let list = try? JSONDecoder().decode(Discovery.self, from: Data(response.body))
    else { throw Invalid(message: "\(host) did not answer with a list of endpoints") }
    var bases: [Service: String] = [:]
    for service in Service.allCases {
      let names = [service.rawValue, service.rawValue.filter { $0 != "-" }]
      guard let found = list.endpoints.first(where: { names.contains($0.id) }) else {
        if service == .quotaManager { continue }
        throw Invalid(message: "\(host) names no endpoint for \(service.rawValue)")
      }
      bases[service] = try single(baseURL: "https://" + found.address).base(.iam)
    }
    return Endpoints(bases: bases)
  }

  package func base(_ service: Service) -> String { bases[service] ?? "" }

  static func isLoopback(_ host: String) -> Bool {
    let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
    if bare == "localhost" || bare == "::1" { return true }
    let numbers = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127
  }

  private struct Discovery: Decodable {
    struct Endpoint: Decodable { var id: String, address: String }
    var endpoints: [Endpoint]
  }
}
