import Inventory

/// How large a company to make.
package struct CompanySize: Sendable {
  package var organizations: Int
  package var clouds: Int
  package var folders: Int
  package var accounts: Int
  package var keys: Int

  package init(
    organizations: Int = 1, clouds: Int = 4, folders: Int = 40, accounts: Int = 300, keys: Int = 1000
  ) {
    self.organizations = organizations
    self.clouds = clouds
    self.folders = folders
    self.accounts = accounts
    self.keys = keys
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Company {
  /// Makes a company whose lives run up to `end`, and somewhat beyond.
  package init(seed: UInt64, size: CompanySize = CompanySize(), end: Timestamp) {
    var maker = CompanyMaker(seed: seed, end: end.nanoseconds)
    self = maker.make(size)
  }
}

private struct CompanyMaker {
  private var random: SeededGenerator
  private let end: Int64
  private let day: Int64 = 86_400_000_000_000
  private var used: Set<String> = []

  init(seed: UInt64, end: Int64) {
    random = SeededGenerator(seed: seed)
    self.end = end
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  private mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  private mutating func id(_ prefix: String) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    while true {
      let id = prefix + String((0..<17).map { _ in letters[below(letters.count)] })
      if used.insert(id).inserted { return id }
    }
  }

  /// `days` before the end, at a time of day of its own.
  private mutating func ago(_ days: Int) -> Int64 {
    end - Int64(days) * day + Int64(below(86_400)) * 1_000_000_000 - day
  }

  private mutating func stamp(_ instant: Int64) -> Timestamp {
    // The cloud's services print different precisions.
    let second: Int64 = 1_000_000_000
    let whole = instant / second * second
    switch below(4) {
    case 0: return Timestamp(nanoseconds: whole)
    case 1: return Timestamp(nanoseconds: whole + Int64(below(999) + 1) * 1_000_000)
    case 2: return Timestamp(nanoseconds: whole + Int64(below(999_999) + 1) * 1000)
    default: return Timestamp(nanoseconds: whole + Int64(below(999_999_999) + 1))
    }
  }

  private let teams = ["billing", "search", "ml", "mail", "video", "maps", "auth", "data", "web", "support"]
  private let roles = [
    "ci-deployer", "mail-sender", "vision-worker", "metrics-writer", "backup", "translator", "bot", "etl",
    "indexer", "exporter", "terraform", "speech", "registry-push", "log-shipper", "scheduler",
  ]
  private let people = ["anna", "boris", "chen", "daria", "emil", "fatima", "grigory", "hanna"]
  private let everyday = [
    ["yc.postbox.send"], ["yc.ai.vision.execute"], ["yc.ai.translate.execute"], ["yc.logging.write"],
    ["yc.monitoring.read"], ["yc.search-api.execute"], ["yc.serverless.functions.invoke"],
    ["yc.ai.languageModels.execute"], ["yc.cloud-registry.artifacts.pull"], ["yc.ydb.topics.manage"],
    ["yc.ai.speechkitStt.execute", "yc.ai.speechkitTts.execute"],
  ]
  private let broad = [
    ["yc.ai.foundationModels.execute"], ["yc.monium.telemetry.write"], ["yc.monitoring.manage"],
    ["yc.cloud-registry.artifacts.manage"], ["yc.cloud-registry.artifacts.push"],
  ]
  private let standard = [
    "yc.ai.imageGeneration.execute", "yc.ai.languageModels.execute", "yc.ai.speechkitStt.execute",
    "yc.ai.speechkitTts.execute", "yc.ai.translate.execute", "yc.ai.vision.execute",
    "yc.monitoring.manage", "yc.search-api.execute", "yc.serverless.containers.invoke",
    "yc.serverless.functions.invoke",
  ]
  private let hostile = [
    "a|pipe and a\nline break", "<script>alert(1)</script>", "=HYPERLINK(\"http://evil.example\",\"x\")",
    "gnp.\u{202E}txt.exe", "rocket 🚀 [link](javascript:alert(1)) **bold** `code`",
    String(repeating: "long ", count: 51) + "x", "+1-1", "@SUM(A1)",
    "left by a colleague: AQVN" + "Fake0123456789Fake0123456789Fake0123456",
  ]

  mutating func make(_ size: CompanySize) -> Company {
    var company = Company(organizations: [], clouds: [], folders: [], accounts: [], keys: [])
    for index in 0..<size.organizations {
      let name = index == 0 ? "acme" : "acme-\(index + 1)"
      company.organizations.append(Organization(id: id("bpf"), name: name, title: name.uppercased()))
    }
    for index in 0..<size.clouds {
      let name =
        ["prod", "staging", "research", "sandbox"][index % 4] + (index < 4 ? "" : "-\(index / 4 + 1)")
      company.clouds.append(
        Cloud(
          id: id("b1g"), organizationID: company.organizations[index % size.organizations].id,
          name: "cloud-" + name, labels: ["env": name], createdAt: stamp(ago(1500))))
    }
    for index in 0..<size.folders {
      let cloud = company.clouds[index % size.clouds]
      let env = cloud.name.dropFirst("cloud-".count)
      let round = index / (size.clouds * teams.count)
      let name = "\(env)-\(teams[index / size.clouds % teams.count])" + (round == 0 ? "" : "-\(round + 1)")
      let young = index % 13 == 12
      let from = ago(young ? 60 : 1200 - below(300))
      company.folders.append(
        (
          Folder(
            id: id("b1g"), cloudID: cloud.id, name: name, labels: ["env": String(env)],
            status: "ACTIVE", createdAt: stamp(from)),
          Company.Span(from: from, to: index % 17 == 16 ? ago(40) : nil)
        ))
    }
    for index in 0..<size.accounts { makeAccount(index, into: &company) }
    for index in 0..<size.keys { makeKey(index, of: size, into: &company) }
    return company
  }

  private mutating func makeAccount(_ index: Int, into company: inout Company) {
    let (folder, span) = company.folders[index % company.folders.count]
    let round = index / company.folders.count
    let name = roles[(round + index) % roles.count] + "-\(round + 1)"
    let from = max(span.from, ago(900 - below(500)))
    var labels = ["team": String(folder.name.split(separator: "-").last ?? "web")]
    if chance(75) { labels["owner"] = pick(people) }
    company.accounts.append(
      Company.AccountLife(
        account: ServiceAccount(
          id: id("aje"), folderID: folder.id, name: name,
          description: index % 29 == 28 ? hostile[index / 29 % hostile.count] : "",
          labels: labels, status: "ACTIVE", createdAt: stamp(from)),
        span: Company.Span(from: from, to: index % 41 == 40 ? ago(20 + below(100)) : span.to),
        suspendedFrom: index % 37 == 36 ? ago(30) : nil))
  }

  private mutating func makeKey(_ index: Int, of size: CompanySize, into company: inout Company) {
    // Every account gets its first key before any gets a second, but for one in ten, which has none.
    let owners = max(1, size.accounts - size.accounts / 10)
    let owner = company.accounts[index % owners]
    let age = chance(55) ? 5 + below(170) : 100 + below(800)
    let from = max(owner.span.from, ago(age))
    var life = Company.KeyLife(
      key: APIKey(
        id: id("aje"), serviceAccountID: owner.account.id,
        description: index % 61 == 60 ? hostile[index / 61 % hostile.count] : describe(),
        createdAt: stamp(from), maskedSecret: MaskedSecret("****" + tail())),
      span: Company.Span(from: from, to: owner.span.to), usedEvery: nil, active: [], scopes: [],
      expiries: [])
    life.scopes = [(from, chooseScopes(age))]
    if index % 23 == 22 {
      let later = max(from + day, ago(10 + below(120)))
      life.scopes.append((later, Set((everyday.joined() + ["yc.logging.write"]).map { Scope($0) })))
    }
    let lifetime = [30, 90, 180, 365, 730][below(5)]
    let expiry = chance(35) ? stamp(from + Int64(lifetime) * day) : nil
    life.expiries = [(from, expiry)]
    if let expiry, index % 7 == 6 {
      life.expiries.append((expiry.nanoseconds - 3 * day, stamp(expiry.nanoseconds + 90 * day)))
    }
    live(&life, index)
    if life.span.to == nil, index % 19 == 18 { life.span.to = ago(below(150)) }
    if let to = life.span.to, to <= from { life.span.to = from + day }
    company.keys.append(life)
  }

  private mutating func live(_ life: inout Company.KeyLife, _ index: Int) {
    let first = life.span.from + Int64(below(72) + 1) * 3_600_000_000_000
    switch below(10) {
    case 0, 1: return
    case 2:
      life.usedEvery = 3650 * day
      life.active = [Company.Span(from: first)]
    case 3, 4: life.usedEvery = 7 * day + 3_600_000_000_000
    default: life.usedEvery = day / Int64(1 + below(6)) + Int64(below(1000)) * 1_000_003
    }
    if life.active.isEmpty { life.active = [Company.Span(from: first)] }
    let silentFrom = ago(20 + below(300))
    if chance(30), silentFrom > first {
      life.active = [Company.Span(from: first, to: silentFrom)]
      let wokenAt = ago(below(25))
      if index % 5 == 0, wokenAt > silentFrom + 95 * day {
        life.active.append(Company.Span(from: wokenAt))
      }
    }
  }

  private mutating func describe() -> String {
    chance(60) ? "for \(pick(roles)) of \(pick(teams))" : ""
  }

  private mutating func tail() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
    return String((0..<6).map { _ in letters[below(letters.count)] })
  }

  private mutating func chooseScopes(_ age: Int) -> Set<Scope> {
    let names: [String]
    switch below(100) {
    case 0..<12: names = standard
    case 12..<20: names = age > 600 ? [] : pick(everyday)
    case 20..<34: names = pick(broad)
    case 34..<40: names = Array(everyday.joined()).prefix(6 + below(4)).map { $0 }
    case 40: names = ["yc.quantum.teleport"]
    default: names = pick(everyday)
    }
    return Set(names.map { Scope($0) })
  }
}

extension Company.Span {
  fileprivate init(from: Int64) { self.init(from: from, to: nil) }
}
