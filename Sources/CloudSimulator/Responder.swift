import Foundation
import Inventory

/// One request as it was served, for tests of what the product may do.
package struct ServedRequest: Sendable, Equatable {
  package var method: String
  package var target: String
  package var authorized: Bool
  package var status: Int
}

/// An answer, or a misbehaviour for the channel to act out.
enum Reply: Sendable {
  case answer(status: Int, headers: [(String, String)], body: [UInt8])
  case reset
  case cut(body: [UInt8])
  case hang
}

/// The simulated cloud's memory and its answers: pure of sockets.
actor Responder {
  private var state: CloudState
  private var tokens: Set<String>
  private var faults: [Fault]
  private var hidden: Set<String> = []
  private(set) var served: [ServedRequest] = []
  private var requests = 0
  private var issued = 0
  private let latency: Duration

  init(state: CloudState, tokens: Set<String>, faults: [Fault], latency: Duration) {
    self.state = state
    self.tokens = tokens
    self.faults = faults
    self.latency = latency
  }

  func show(_ state: CloudState) { self.state = state }
  func script(_ faults: [Fault]) { self.faults = faults }
  func accept(_ token: String) { tokens.insert(token) }
  func hide(_ ids: Set<String>) { hidden = ids }
  func forgetServed() { served = [] }

  func reply(method: String, target: String, authorization: String?, body: [UInt8]) async -> Reply {
    requests += 1
    let requestID = "sim-\(requests)"
    if latency > .zero { try? await Task.sleep(for: latency) }
    let bearer = authorization.flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
    let authorized = bearer.map(tokens.contains) ?? false
    var reply = answer(
      method, target, authorized: authorized, bearer: bearer, requestID: requestID)
    if let fault = strike(target) {
      reply = act(fault, on: reply, target: target, bearer: bearer, requestID: requestID)
    }
    var status = 0
    if case .answer(let given, _, _) = reply { status = given }
    served.append(
      ServedRequest(method: method, target: target, authorized: authorized, status: status))
    return reply
  }

  private func strike(_ target: String) -> Fault.Kind? {
    for index in faults.indices where faults[index].target.isEmpty || target.contains(faults[index].target) {
      if faults[index].after > 0 {
        faults[index].after -= 1
        continue
      }
      if let times = faults[index].times {
        if times == 0 { continue }
        faults[index].times = times - 1
      }
      return faults[index].kind
    }
    return nil
  }

  private func act(
    _ kind: Fault.Kind, on reply: Reply, target: String, bearer: String?, requestID: String
  ) -> Reply {
    switch kind {
    case .status(let status, let code, let retryAfter):
      return error(
        status, code, "scripted fault", requestID,
        headers: retryAfter.map { [("retry-after", String($0))] } ?? [])
    case .reset: return .reset
    case .hang: return .hang
    case .cut:
      if case .answer(_, _, let body) = reply { return .cut(body: body) }
      return .reset
    case .html(let status):
      return .answer(
        status: status, headers: [("content-type", "text/html")],
        body: Array("<html><body><h1>\(status) Bad Gateway</h1></body></html>".utf8))
    case .notJSON: return .answer(status: 200, headers: [], body: Array("[1, 2".utf8))
    case .loopingToken:
      var object: Wire.Object = [:]
      if case .answer(200, _, let body) = reply,
        let page = (try? JSONSerialization.jsonObject(with: Data(body))) as? Wire.Object
      {
        object = page
      }
      object["nextPageToken"] = "again"
      return .answer(status: 200, headers: [], body: Wire.body(object))
    case .expireToken:
      if let bearer { tokens.remove(bearer) }
      return error(401, 16, "The token has expired", requestID)
    case .redirect(let location):
      return .answer(status: 302, headers: [("location", location)], body: [])
    case .foreignKeys:
      return .answer(
        status: 200, headers: [],
        body: Wire.body([
          "apiKeys": [Wire.key(APIKey(id: "ajeforeign0000000000", serviceAccountID: "ajeauditor0000000000"))]
        ]))
    }
  }

  private func error(
    _ status: Int, _ code: Int, _ message: String, _ requestID: String, headers: [(String, String)] = []
  ) -> Reply {
    .answer(
      status: status, headers: headers + [("x-request-id", requestID)],
      body: Wire.body(Wire.status(code: code, message: message, requestID: requestID)))
  }

  private func answer(
    _ method: String, _ target: String, authorized: Bool, bearer: String?, requestID: String
  ) -> Reply {
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = String(parts.first ?? "")
    let query = Self.query(parts.count > 1 ? String(parts[1]) : "")
    if path == "/iam/v1/tokens", method == "POST" {
      issued += 1
      let token = "t1.simulated-\(issued).signature"
      tokens.insert(token)
      return ok(["iamToken": token, "expiresAt": "2099-01-01T00:00:00Z"], requestID)
    }
    guard method == "GET" else { return error(501, 12, "Method not allowed here", requestID) }
    guard authorized else {
      return error(
        401, 16, bearer == nil ? "No token given" : "The token is invalid", requestID)
    }
    switch path {
    case "/organization-manager/v1/organizations":
      return page("organizations", state.organizations.map(Wire.organization), query, requestID)
    case "/resource-manager/v1/clouds":
      let clouds = state.clouds.filter {
        !hidden.contains($0.id) && (query["organizationId"] ?? $0.organizationID) == $0.organizationID
      }
      return page("clouds", clouds.map(Wire.cloud), query, requestID)
    case "/resource-manager/v1/folders":
      guard let id = query["cloudId"], !id.isEmpty else {
        return error(400, 3, "cloudId is required", requestID)
      }
      guard state.clouds.contains(where: { $0.id == id }) else { return gone("Cloud", id, requestID) }
      return page("folders", (state.folders[id] ?? []).map(Wire.folder), query, requestID)
    case "/iam/v1/serviceAccounts":
      guard let id = query["folderId"], !id.isEmpty else {
        return error(400, 3, "folderId is required", requestID)
      }
      return page("serviceAccounts", (state.accounts[id] ?? []).map(Wire.account), query, requestID)
    case "/iam/v1/apiKeys":
      guard let id = query["serviceAccountId"], !id.isEmpty else {
        // The trap: without an account the caller's own keys are listed.
        return page(
          "apiKeys",
          [Wire.key(APIKey(id: "ajeown00000000000000", serviceAccountID: "ajeauditor0000000000"))], query,
          requestID)
      }
      return page("apiKeys", (state.keys[id] ?? []).map(Wire.key), query, requestID)
    case "/iam/v1/apiKeyScopes":
      let names = Set(state.keys.values.joined().flatMap { $0.scopes.map(\.name) }).sorted()
      return page("scopes", names, query, requestID)
    default: return one(path, requestID)
    }
  }

  private func one(_ path: String, _ requestID: String) -> Reply {
    let id = path.split(separator: "/").last.map(String.init) ?? ""
    if path.hasPrefix("/resource-manager/v1/clouds/") {
      if hidden.contains(id) { return error(403, 7, "Permission denied", requestID) }
      return state.clouds.first { $0.id == id }.map { ok(Wire.cloud($0), requestID) }
        ?? gone("Cloud", id, requestID)
    }
    if path.hasPrefix("/resource-manager/v1/folders/") {
      return state.folders.values.joined().first { $0.id == id }.map { ok(Wire.folder($0), requestID) }
        ?? gone("Folder", id, requestID)
    }
    if path.hasPrefix("/iam/v1/serviceAccounts/") {
      return state.accounts.values.joined().first { $0.id == id }.map { ok(Wire.account($0), requestID) }
        ?? gone("Service account", id, requestID)
    }
    return error(404, 5, "Not found", requestID)
  }

  private func gone(_ what: String, _ id: String, _ requestID: String) -> Reply {
    error(404, 5, "\(what) \(id) not found", requestID)
  }

  private func ok(_ object: Wire.Object, _ requestID: String) -> Reply {
    .answer(
      status: 200, headers: [("content-type", "application/json"), ("x-request-id", requestID)],
      body: Wire.body(object))
  }

  /// One page: `pageSize` 0…1000, 100 when not given; the token is opaque and needs percent-encoding.
  private func page(
    _ name: String, _ items: [Any], _ query: [String: String], _ requestID: String
  ) -> Reply {
    guard let asked = Int(query["pageSize"] ?? "0"), (0...1000).contains(asked) else {
      return error(400, 3, "pageSize must be 0 to 1000", requestID)
    }
    let size = asked == 0 ? 100 : asked
    var start = 0
    if let token = query["pageToken"], !token.isEmpty {
      guard token.hasPrefix("p+/="), let offset = Int(token.dropFirst(4)), offset <= items.count else {
        return error(400, 3, "The page token is invalid", requestID)
      }
      start = offset
    }
    let end = min(start + size, items.count)
    var object: Wire.Object = [:]
    if start < end { object[name] = Array(items[start..<end]) }
    if end < items.count { object["nextPageToken"] = "p+/=\(end)" }
    return ok(object, requestID)
  }

  private static func query(_ text: String) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = String(parts[0]).removingPercentEncoding else { continue }
      query[name] = parts.count > 1 ? String(parts[1]).removingPercentEncoding : ""
    }
    return query
  }
}
