import ArgumentParser
import Foundation
import Inventory
import YandexCloud

/// What to walk.
struct SelectionOptions: ParsableArguments {
  @Option(name: .customLong("organization-id"), help: "Walk this organization's clouds; repeatable.")
  var organizationIDs: [String] = []
  @Option(name: .customLong("cloud-id"), help: "Walk this cloud; repeatable.")
  var cloudIDs: [String] = []
  @Option(name: .customLong("folder-id"), help: "Walk this folder; repeatable.")
  var folderIDs: [String] = []
  @Option(name: .customLong("service-account-id"), help: "Read this account's keys; repeatable.")
  var serviceAccountIDs: [String] = []

  func validate() throws {
    let all = organizationIDs + cloudIDs + folderIDs + serviceAccountIDs
    // An empty id would widen what is asked: the API takes it for "not given".
    if all.contains(where: \.isEmpty) { throw ValidationError("an id to walk must not be empty") }
  }

  var selection: Selection {
    Selection(
      organizationIDs: organizationIDs, cloudIDs: cloudIDs, folderIDs: folderIDs,
      serviceAccountIDs: serviceAccountIDs)
  }
}

/// Where the cloud is.
struct EndpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "One base URL for every service (or KEYLEDGER_ENDPOINT); http is accepted for loopback only.",
      valueName: "url"))
  var endpoint: String?
  @Option(
    name: .customLong("api-address"),
    help: ArgumentHelp("Ask https://HOST/endpoints where the services are.", valueName: "host"))
  var apiAddress: String?

  func resolve(_ transport: any Transport) async throws -> Endpoints {
    if let url = endpoint ?? (apiAddress == nil ? Environment["KEYLEDGER_ENDPOINT"] : nil) {
      return try Endpoints.single(baseURL: url)
    }
    if let apiAddress { return try await Endpoints.discover(host: apiAddress, transport: transport) }
    return .standard
  }

  func validate() throws {
    if endpoint != nil, apiAddress != nil {
      throw ValidationError("--endpoint and --api-address exclude each other")
    }
  }
}

/// Who asks.
struct CredentialOptions: ParsableArguments {
  @Option(
    name: .customLong("iam-token-file"),
    help: ArgumentHelp("Read the IAM token from this file.", valueName: "file"))
  var tokenFile: String?
  @Option(
    name: .customLong("service-account-key-file"),
    help: ArgumentHelp(
      "Sign in with this authorized key, as `yc iam key create` writes it.", valueName: "file"))
  var keyFile: String?

  func validate() throws {
    if tokenFile != nil, keyFile != nil {
      throw ValidationError("--iam-token-file and --service-account-key-file exclude each other")
    }
  }

  /// The first source that is there: a flag, then the environment, then the VM's metadata. A source that
  /// is there but bad is an error, never a silent fall to the next.
  func source(_ endpoints: Endpoints, _ transport: any Transport) throws -> (any TokenSource, String) {
    if let tokenFile { return (TokenFile(path: tokenFile), "--iam-token-file") }
    if let keyFile { return (try key(at: keyFile, endpoints, transport), "--service-account-key-file") }
    if let text = Environment["YC_IAM_TOKEN"] {
      return (FixedToken(try usable(text, "YC_IAM_TOKEN")), "YC_IAM_TOKEN")
    }
    if let text = Environment["YC_TOKEN"] {
      let token = try usable(text, "YC_TOKEN")
      guard token.kind == .oauth else { return (FixedToken(token), "YC_TOKEN") }
      Terminal.say(
        "keyledger: YC_TOKEN holds an OAuth token, which ends by the close of 2026; use a service account's key."
      )
      return (TokenExchange(.oauth(token), endpoints: endpoints, transport: transport), "YC_TOKEN (OAuth)")
    }
    if let value = Environment["YC_SERVICE_ACCOUNT_KEY_FILE"] {
      // By custom it holds a path, or the JSON itself.
      let source =
        value.hasPrefix("{")
        ? try exchange(value, endpoints, transport) : try key(at: value, endpoints, transport)
      return (source, "YC_SERVICE_ACCOUNT_KEY_FILE")
    }
    if let value = Environment["YC_SERVICE_ACCOUNT_KEY"] {
      return (try exchange(value, endpoints, transport), "YC_SERVICE_ACCOUNT_KEY")
    }
    let address = Environment["YC_METADATA_ADDR"] ?? "169.254.169.254"
    return (MetadataToken(address: address, transport: transport), "the VM's metadata service")
  }

  private func usable(_ text: String, _ name: String) throws -> IAMToken {
    let token = IAMToken(text)
    guard token.isUsable else {
      throw Failure(.notPermitted, "\(name) holds no usable token. Get one with: yc iam create-token")
    }
    return token
  }

  private func key(
    at path: String, _ endpoints: Endpoints, _ transport: any Transport
  ) throws -> TokenExchange {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.notPermitted, "the key file \(path) can't be read. Check the path and its permissions.")
    }
    let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    if let mode, mode & 0o077 != 0 {
      Terminal.say("keyledger: others may read \(path). Mend it with: chmod 600 \(path)")
    }
    return try exchange(String(decoding: data, as: UTF8.self), endpoints, transport)
  }

  private func exchange(
    _ json: String, _ endpoints: Endpoints, _ transport: any Transport
  ) throws -> TokenExchange {
    TokenExchange(.authorizedKey(try AuthorizedKey(json: json)), endpoints: endpoints, transport: transport)
  }
}
