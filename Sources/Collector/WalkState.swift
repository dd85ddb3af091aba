import Inventory
import YandexCloud

/// What a walk knows and has yet to do: from what a job learned to the next jobs and observations.
///
/// Jobs are taken newest first, so accounts are finished before further folders are opened, and what is
/// pending stays small however large the cloud is.
struct WalkState {
  private let selection: Selection
  private let known: KnownContainers
  private(set) var progress = Progress()
  private var pending: [Job] = []
  private var clouds: Set<String> = []
  private var folders: Set<String> = []
  private var organizations: Set<String> = []
  private var listsOfCloudsOpen = 0
  private var anythingRead = false
  private var sawSomething = false
  private var firstFailure: APIError?
  /// The credential ended and can't be renewed: nothing more is called.
  private var ended: (any Error)?

  init(selection: Selection, known: KnownContainers) {
    self.selection = selection
    self.known = known
    // The last pushed is the first taken.
    pending += selection.serviceAccountIDs.map { .account(id: $0) }
    pending += selection.folderIDs.map { .folder(id: $0) }
    pending += selection.cloudIDs.map { .cloud(id: $0, known: nil) }
    if selection.isEverything {
      pending.append(.clouds(organizationID: nil))
      listsOfCloudsOpen = 1
    } else {
      pending += selection.organizationIDs.map { .clouds(organizationID: $0) }
      listsOfCloudsOpen = selection.organizationIDs.count
    }
    if selection.isEverything || !selection.organizationIDs.isEmpty { pending.append(.organizations) }
  }

  /// The next job to call for; jobs that need no call any more become gaps in `observations`.
  mutating func next(_ observations: inout [Observation]) -> Job? {
    while let job = pending.popLast() {
      guard let ended else { return job }
      observations += unread(job, because: ended)
    }
    return nil
  }

  /// Throws when the walk can't have anything to record.
  func finish() throws(WalkError) {
    guard !sawSomething else { return }
    if let firstFailure, !anythingRead {
      if firstFailure.isUnauthenticated { throw .notAuthenticated(firstFailure) }
      if !firstFailure.isForbidden && !firstFailure.isNotFound { throw .unreachable(firstFailure) }
    }
    throw .seesNothing(firstFailure)
  }

  mutating func take(
    _ learned: Learned, of job: Job
  ) throws -> [Observation] {
    progress.calls += 1
    var seen: [Observation] = []
    switch (learned, job) {
    case (.organizations(let list, let error), _):
      try note(error)
      for organization in list {
        organizations.insert(organization.id)
        seen.append(.organization(organization))
      }
    case (.clouds(let list, let error), .clouds(let organizationID)):
      seen += try take(clouds: list, error, organizationID)
    case (.cloud(let result), .cloud(let id, let known)):
      seen += try take(cloud: result, id: id, known: known)
    case (.cloud(let result), .confirmCloud(let cloud)):
      seen += try confirmed(result, .cloud, id: cloud.id, name: cloud.name, parent: cloud.organizationID)
    case (.folders(let list, let error), .folders(let cloud)):
      try note(error)
      for folder in list { seen += enter(folder) }
      if let error {
        seen += broken(error, list.isEmpty ? .confirmCloud(cloud) : nil) {
          Gap(kind: .cloud, id: cloud.id, name: cloud.name, parentID: cloud.organizationID, error: $0)
        }
      }
    case (.folder(let result), .folder(let id)):
      switch result {
      case .success(let folder):
        try note(nil)
        seen += enter(folder)
      case .failure(let error):
        seen += try missing(error, .folder, id: id, isKnown: known.folderIDs.contains(id))
      }
    case (.folder(let result), .confirmFolder(let folder)):
      seen += try confirmed(result, .folder, id: folder.id, name: folder.name, parent: folder.cloudID)
    case (.accounts(let list, let error), .accounts(let folder)):
      try note(error)
      // A list that shifts between its pages may name an account twice.
      var named: Set<String> = []
      for var account in list where named.insert(account.id).inserted {
        if account.folderID.isEmpty { account.folderID = folder.id }
        progress.accountsKnown += 1
        pending.append(.keys(of: account))
      }
      if let error {
        seen += broken(error, list.isEmpty ? .confirmFolder(folder) : nil) {
          Gap(kind: .folder, id: folder.id, name: folder.name, parentID: folder.cloudID, error: $0)
        }
      }
    case (.account(let result), .account(let id)):
      switch result {
      case .success(let account):
        try note(nil)
        guard !folders.contains(account.folderID) else { break }
        sawSomething = true
        progress.accountsKnown += 1
        pending.append(.keys(of: account))
      case .failure(let error):
        seen += try missing(
          error, .serviceAccount, id: id, isKnown: known.serviceAccountIDs.contains(id))
      }
    case (.keys(let result), .keys(let account)):
      seen += try take(keys: result, of: account)
    default: break
    }
    progress.gaps += seen.count { if case .gap = $0 { true } else { false } }
    return seen
  }

  private mutating func take(
    clouds list: [Cloud], _ error: (any Error)?, _ organizationID: String?
  ) throws -> [Observation] {
    try note(error)
    var seen: [Observation] = []
    for cloud in list {
      var cloud = cloud
      if cloud.organizationID.isEmpty { cloud.organizationID = organizationID ?? "" }
      seen += enter(cloud)
    }
    if let error {
      let affected = organizationID.map { [$0] } ?? Set(organizations).union(list.map(\.organizationID)).sorted()
      if organizationID == nil && list.isEmpty, let failure = error as? APIError, !failure.isForbidden {
        // Without the list of clouds nothing is known to walk, and this is no matter of permission.
        if ended == nil { throw WalkError.unreachable(failure) }
      }
      if organizationID != nil || !list.isEmpty {
        for id in affected where !id.isEmpty {
          seen.append(.gap(Gap(kind: .organization, id: id, name: "", parentID: "", error: error)))
        }
      }
    }
    listsOfCloudsOpen -= 1
    if listsOfCloudsOpen == 0 {
      for cloud in known.clouds where !clouds.contains(cloud.id) {
        if selection.isEverything || selection.organizationIDs.contains(cloud.organizationID) {
          pending.append(.cloud(id: cloud.id, known: cloud))
        }
      }
    }
    return seen
  }

  private mutating func take(
    cloud result: Result<Cloud, any Error>, id: String, known knownCloud: KnownContainers.KnownCloud?
  ) throws -> [Observation] {
    switch result {
    case .success(let cloud):
      try note(nil)
      return enter(cloud)
    case .failure(let error):
      guard let knownCloud else {
        return try missing(
          error, .cloud, id: id, isKnown: known.clouds.contains { $0.id == id })
      }
      try note(error)
      if (error as? APIError)?.isNotFound == true { return [.absent(.cloud, id: id)] }
      var gap = Gap(
        kind: .cloud, id: id, name: knownCloud.name, parentID: knownCloud.organizationID, error: error)
      if gap.reason == .forbidden { gap.reason = .notListed }
      return [.gap(gap)]
    }
  }

  private mutating func take(
    keys result: Result<[APIKey], any Error>, of account: ServiceAccount
  ) throws -> [Observation] {
    progress.accountsDone += 1
    switch result {
    case .success(let keys):
      try note(nil)
      progress.keys += keys.count
      return [.serviceAccount(account, keys: keys)]
    case .failure(let error):
      try note(error)
      if (error as? APIError)?.isNotFound == true {
        return [.absent(.serviceAccount, id: account.id)]
      }
      return [
        .serviceAccount(account, keys: nil),
        .gap(
          Gap(
            kind: .serviceAccount, id: account.id, name: account.name, parentID: account.folderID,
            error: error)),
      ]
    }
  }

  private mutating func enter(_ cloud: Cloud) -> [Observation] {
    guard clouds.insert(cloud.id).inserted else { return [] }
    sawSomething = true
    progress.clouds += 1
    pending.append(.folders(of: cloud))
    return [.cloud(cloud)]
  }

  private mutating func enter(_ folder: Folder) -> [Observation] {
    guard folders.insert(folder.id).inserted else { return [] }
    sawSomething = true
    progress.folders += 1
    pending.append(.accounts(of: folder))
    return [.folder(folder)]
  }

  /// A list that broke: a gap, unless nothing of it was read and the answer was 404, which is looked into.
  private mutating func broken(
    _ error: any Error, _ confirmation: Job?, gap: (any Error) -> Gap
  ) -> [Observation] {
    if let confirmation, (error as? APIError)?.isNotFound == true {
      pending.append(confirmation)
      return []
    }
    return [.gap(gap(error))]
  }

  private mutating func confirmed<Noun>(
    _ result: Result<Noun, any Error>, _ kind: ContainerKind, id: String, name: String, parent: String
  ) throws -> [Observation] {
    switch result {
    case .success:
      try note(nil)
      return [
        .gap(Gap(kind: kind, id: id, name: name, parentID: parent, reason: .notFound, code: 5, status: 404))
      ]
    case .failure(let error):
      try note(error)
      if (error as? APIError)?.isNotFound == true { return [.absent(kind, id: id)] }
      return [.gap(Gap(kind: kind, id: id, name: name, parentID: parent, error: error))]
    }
  }

  /// Something that was asked for by id and did not answer.
  private mutating func missing(
    _ error: any Error, _ kind: ContainerKind, id: String, isKnown: Bool
  ) throws -> [Observation] {
    try note(error)
    if isKnown, (error as? APIError)?.isNotFound == true {
      // A 404 for what the ledger knows is an answer: there is something to record.
      sawSomething = true
      return [.absent(kind, id: id)]
    }
    return [.gap(Gap(kind: kind, id: id, name: "", parentID: "", error: error))]
  }

  /// Keeps in mind what a call's end says of the walk as a whole.
  private mutating func note(_ error: (any Error)?) throws {
    guard let error else {
      anythingRead = true
      return
    }
    let failure = error as? APIError
    if firstFailure == nil { firstFailure = failure }
    if failure?.isUnauthenticated == true || error is CredentialError || error is TransportError {
      guard anythingRead else {
        if let failure { throw WalkError.notAuthenticated(failure) }
        throw error
      }
      if ended == nil { ended = error }
    }
    if case .transport = failure?.kind, !anythingRead, let failure {
      throw WalkError.unreachable(failure)
    }
  }

  private func unread(_ job: Job, because error: any Error) -> [Observation] {
    func gap(_ kind: ContainerKind, _ id: String, _ name: String, _ parent: String) -> Observation {
      .gap(Gap(kind: kind, id: id, name: name, parentID: parent, error: error))
    }
    switch job {
    case .organizations: return []
    case .clouds(let id): return id.map { [gap(.organization, $0, "", "")] } ?? []
    case .cloud(let id, let known): return [gap(.cloud, id, known?.name ?? "", known?.organizationID ?? "")]
    case .folders(let cloud), .confirmCloud(let cloud):
      return [gap(.cloud, cloud.id, cloud.name, cloud.organizationID)]
    case .folder(let id): return [gap(.folder, id, "", "")]
    case .accounts(let folder), .confirmFolder(let folder):
      return [gap(.folder, folder.id, folder.name, folder.cloudID)]
    case .account(let id): return [gap(.serviceAccount, id, "", "")]
    case .keys(let account):
      return [
        .serviceAccount(account, keys: nil),
        gap(.serviceAccount, account.id, account.name, account.folderID),
      ]
    }
  }
}
