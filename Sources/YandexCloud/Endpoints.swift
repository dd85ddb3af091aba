import Foundation

/// The services that keyledger reads.
package enum Service: String, Sendable, CaseIterable {
  case iam
  case resourceManager = "resource-manager"
  case organizationManager = "organization-manager"
  case quotaManager = "quota-manager"
}

/// Where each service is.
package struct Endpoints: Sendable, Equatable {
  /// An endpoint that the token must not be sent to.
  package enum Refusal: Error, Equatable {
    case notAURL(String)
    /// Plain http to something else than this machine.
    case plainHTTP(String)
  }

  private let bases: [Service: String]

  /// The real hosts.
  package static let yandexCloud = Endpoints(
    bases: Dictionary(
      uniqueKeysWithValues: Service.allCases.map {
        ($0, "https://\($0.rawValue).api.cloud.yandex.net")
      }))

  /// One base URL for every service. Plain http is taken for loopback only.
  package init(single url: String) throws(Refusal) {
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      parts.query == nil, parts.fragment == nil, parts.user == nil
    else { throw .notAURL(url) }
    switch parts.scheme?.lowercased() {
    case "https": break
    case "http": guard Self.isLoopback(host) else { throw .plainHTTP(url) }
    default: throw .notAURL(url)
    }
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.init(bases: Dictionary(uniqueKeysWithValues: Service.allCases.map { ($0, base) }))
  }

  private init(bases: [Service: String]) { self.bases = bases }

  /// Takes `https://HOST/endpoints`' answer: `address` is host:port without a scheme.
  package init(discovered addresses: [(id: String, address: String)]) {
    var bases: [Service: String] = [:]
    let aliases = ["resourcemanager": "resource-manager", "organizationmanager": "organization-manager"]
    for (id, address) in addresses {
      guard let service = Service(rawValue: aliases[id] ?? id) else { continue }
      let host = address.hasSuffix(":443") ? String(address.dropLast(4)) : address
      bases[service] = "https://" + host
    }
    for service in Service.allCases where bases[service] == nil {
      bases[service] = Endpoints.yandexCloud.base(of: service)
    }
    self.init(bases: bases)
  }

  /// The URL that a service's paths follow, without a slash at its end.
  package func base(of service: Service) -> String { bases[service] ?? "" }

  private static func isLoopback(_ host: String) -> Bool {
    let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
    if bare == "localhost" || bare == "::1" { return true }
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && !parts.contains(nil) && parts[0] == 127
  }
}
