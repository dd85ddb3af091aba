/// What to walk: with nothing selected, every cloud that the caller can see.
package struct Selection: Sendable, Equatable {
  package var organizationIDs: [String]
  package var cloudIDs: [String]
  package var folderIDs: [String]
  package var serviceAccountIDs: [String]

  package init(
    organizationIDs: [String] = [], cloudIDs: [String] = [], folderIDs: [String] = [],
    serviceAccountIDs: [String] = []
  ) {
    self.organizationIDs = organizationIDs
    self.cloudIDs = cloudIDs
    self.folderIDs = folderIDs
    self.serviceAccountIDs = serviceAccountIDs
  }

  /// Nothing is selected: the walk is of everything.
  package var isEverything: Bool {
    organizationIDs.isEmpty && cloudIDs.isEmpty && folderIDs.isEmpty && serviceAccountIDs.isEmpty
  }
}

/// What a walk learned, a parent before its children.
///
/// A container that was observed and has no gap was read to the end; only then is the absence of what
/// it no longer lists evidence. The walk promises: for every observed container, either its whole list
/// follows or a gap does. Only the parents of something selected by its id come for their names alone; the
/// selection tells which these are.
package enum Observation: Sendable, Equatable {
  case organization(Organization)
  case cloud(Cloud)
  case folder(Folder)
  /// A service account with all its keys. An account whose keys could not be read comes with
  /// `keys: nil`, and a gap.
  case serviceAccount(ServiceAccount, keys: [APIKey]?)
  case gap(Gap)
  /// The cloud said 404 when asked for it by id, or in mid-walk: it was deleted.
  case absent(ContainerKind, id: String)
}

/// What the ledger holds open, handed to the walk so that it can ask for what the lists no longer name.
package struct KnownContainers: Sendable, Equatable {
  /// A cloud that the ledger holds open.
  package struct KnownCloud: Sendable, Equatable {
    package var id: String
    package var organizationID: String
    package var name: String
    package init(id: String, organizationID: String, name: String) {
      self.id = id
      self.organizationID = organizationID
      self.name = name
    }
  }
  package var clouds: [KnownCloud]
  package var folderIDs: Set<String>
  package var serviceAccountIDs: Set<String>

  package init(
    clouds: [KnownCloud] = [], folderIDs: Set<String> = [], serviceAccountIDs: Set<String> = []
  ) {
    self.clouds = clouds
    self.folderIDs = folderIDs
    self.serviceAccountIDs = serviceAccountIDs
  }
}
