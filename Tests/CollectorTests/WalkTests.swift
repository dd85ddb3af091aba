import CloudSimulator
import Inventory
import Testing
import YandexCloud

@testable import Collector

/// What a walk handed over, in order.
actor Seen {
  private(set) var all: [Observation] = []
  func add(_ observations: [Observation]) { all += observations }
  var gaps: [Gap] { all.compactMap { if case .gap(let gap) = $0 { gap } else { nil } } }
  var absent: [String] { all.compactMap { if case .absent(_, let id) = $0 { id } else { nil } } }
  var keys: Set<String> {
    Set(
      all.flatMap { if case .serviceAccount(_, let keys?) = $0 { keys.map(\.id) } else { [String]() } })
  }
}

@Suite("A walk, against a live simulator")
struct WalkTests {
  static let now = Timestamp("2026-06-28T03:00:00Z")!
  static let company = Company(
    seed: 11, size: CompanySize(organizations: 2, clouds: 3, folders: 9, accounts: 30, keys: 90), end: now)
  static let state = CloudState(of: company, at: now)
  static let token = "t1.walk.test"

  static func walk(
    _ selection: Selection = Selection(), known: KnownContainers = KnownContainers(), faults: [Fault] = [],
    hide: Set<String> = []
  ) async throws -> (seen: Seen, calls: Int) {
    let simulator = try await Simulator.start(company, at: now, token: token, faults: faults)
    await simulator.hide(hide)
    let transport = AsyncHTTPTransport()
    let client = Client(
      endpoints: try Endpoints.single(baseURL: simulator.endpoint), transport: transport,
      tokenSource: FixedToken(IAMToken(token)), version: "test")
    let seen = Seen()
    let result: Result<Progress, any Error>
    do {
      result = .success(
        try await Walk(client: client, selection: selection, known: known).run { await seen.add($0) })
    } catch {
      result = .failure(error)
    }
    let calls = await simulator.served().count
    try? await transport.shutdown()
    await simulator.stop()
    _ = try result.get()
    return (seen, calls)
  }

  @Test("sees every key, a parent before its children, with one call a list")
  func everything() async throws {
    let (seen, calls) = try await Self.walk()
    #expect(await seen.keys == Set(Self.state.keys.values.joined().map(\.id)))
    var met: Set<String> = []
    for observation in await seen.all {
      switch observation {
      case .cloud(let cloud): met.insert(cloud.id)
      case .folder(let folder):
        #expect(met.contains(folder.cloudID))
        met.insert(folder.id)
      case .serviceAccount(let account, _): #expect(met.contains(account.folderID))
      default: break
      }
    }
    let folders = Self.state.folders.values.joined().count
    #expect(calls == 2 + Self.state.clouds.count + folders + Self.state.accounts.values.joined().count)
  }

  @Test("walks an organization, a cloud, a folder or an account, and nothing twice")
  func selections() async throws {
    let organization = Self.state.organizations[0].id
    let clouds = Self.state.clouds.filter { $0.organizationID == organization }
    func keys(inClouds ids: [String]) -> Set<String> {
      let folders = ids.flatMap { Self.state.folders[$0] ?? [] }
      return Set(
        folders.flatMap { Self.state.accounts[$0.id] ?? [] }.flatMap { Self.state.keys[$0.id] ?? [] }.map(
          \.id))
    }
    let (byOrganization, _) = try await Self.walk(Selection(organizationIDs: [organization]))
    #expect(await byOrganization.keys == keys(inClouds: clouds.map(\.id)))

    let cloud = Self.state.clouds[0].id
    let inside = try #require(Self.state.folders[cloud]?.first)
    let (byCloud, _) = try await Self.walk(Selection(cloudIDs: [cloud, cloud], folderIDs: [inside.id]))
    #expect(await byCloud.keys == keys(inClouds: [cloud]))
    #expect(await byCloud.all.count { if case .folder(inside) = $0 { true } else { false } } == 1)

    let account = try #require(Self.state.accounts[inside.id]?.first)
    let (byAccount, _) = try await Self.walk(Selection(serviceAccountIDs: [account.id]))
    #expect(await byAccount.keys == Set((Self.state.keys[account.id] ?? []).map(\.id)))
  }

  @Test("asks by id for a cloud that no list names: 404 is an absence, 403 a gap")
  func missingClouds() async throws {
    let hidden = Self.state.clouds[1]
    let known = KnownContainers(clouds: [
      .init(id: "b1ggone", organizationID: "", name: "gone"),
      .init(id: hidden.id, organizationID: hidden.organizationID, name: hidden.name),
    ])
    let (seen, _) = try await Self.walk(known: known, hide: [hidden.id])
    #expect(await seen.absent == ["b1ggone"])
    #expect(await seen.gaps.map(\.id) == [hidden.id])
    #expect(await seen.gaps.first?.reason == .notListed)
  }

  @Test("a folder's 404 is an absence only when the folder itself answers 404")
  func vanishedFolder() async throws {
    let folder = try #require(Self.state.folders[Self.state.clouds[0].id]?.first)
    let list = Fault(.status(404, code: 5), at: "folderId=\(folder.id)")
    let (still, _) = try await Self.walk(faults: [list])
    #expect(await still.gaps.map(\.id) == [folder.id])
    #expect(await still.absent.isEmpty)
    let (gone, _) = try await Self.walk(faults: [
      list, Fault(.status(404, code: 5), at: "folders/\(folder.id)"),
    ])
    #expect(await gone.gaps.isEmpty)
    #expect(await gone.absent == [folder.id])
  }

  @Test("a credential that ends in mid-walk leaves a gap for everything that was not read")
  func credentialEnds() async throws {
    let (seen, _) = try await Self.walk(faults: [
      Fault(.expireToken, at: "/iam/v1/apiKeys", times: 1, after: 3)
    ])
    let read = await seen.keys.count
    #expect(read > 0 && read < Self.state.keys.values.joined().count)
    #expect(await seen.gaps.allSatisfy { $0.reason == .unauthenticated })
    let gapped = Set(await seen.gaps.map(\.id))
    for account in Self.state.accounts.values.joined() {
      let keys = Set((Self.state.keys[account.id] ?? []).map(\.id))
      let covered =
        gapped.contains(account.id) || gapped.contains(account.folderID)
        || Self.state.clouds.contains { gapped.contains($0.id) }
      #expect(await seen.keys.isSuperset(of: keys) || covered)
    }
  }

  @Test("a refused token, a cloud that shows nothing, and an unreachable one are told apart")
  func failures() async throws {
    await #expect { try await Self.walk(faults: [Fault(.status(401, code: 16), at: "")]) } throws: {
      if case .notAuthenticated = $0 as? WalkError { true } else { false }
    }
    await #expect { try await Self.walk(faults: [Fault(.status(403, code: 7), at: "")]) } throws: {
      if case .seesNothing = $0 as? WalkError { true } else { false }
    }
    await #expect { try await Self.walk(faults: [Fault(.status(503, code: 14), at: "")]) } throws: {
      if case .unavailable = $0 as? WalkError { true } else { false }
    }
  }
}
