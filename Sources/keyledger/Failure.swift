import ArgumentParser
import Audit
import Collector
import Foundation
import Ledger
import YandexCloud

/// Something that ends the program: what happened, to what, what to do, and the exit code.
struct Failure: Error {
  enum Code: Int32 {
    /// Asked, and not there or not so.
    case no = 1
    case findings = 2
    case gaps = 3
    case usage = 64
    case badInput = 65
    case unreachable = 69
    case bug = 70
    case cannotWrite = 73
    case busy = 75
    case notPermitted = 77
    case interrupted = 130
    case terminated = 143
  }

  let code: Code
  /// Empty when everything was said already.
  let message: String

  init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }

  /// Ends the program with whatever was thrown.
  static func exit(with error: any Error) -> Never {
    if error is CleanExit || error is ExitCode || error is ValidationError
      || String(describing: type(of: error)) == "CommandError"
    {
      Keyledger.exit(withError: error)
    }
    let failure = describe(error)
    if !failure.message.isEmpty { Terminal.say("keyledger: " + failure.message) }
    Foundation.exit(failure.code.rawValue)
  }

  /// The sentence and the exit code of an error.
  static func describe(_ error: any Error) -> Failure {
    switch error {
    case let error as Failure: error
    case let error as LedgerError: describe(error)
    case let error as AuditError: describe(error)
    case let error as WalkError: describe(error)
    case let error as APIError: describe(error)
    case let error as Endpoints.Invalid:
      Failure(
        .usage, "the endpoint can't be used: \(error.message). Give an https URL, or http to 127.0.0.1.")
    case let error as AuthorizedKey.Invalid:
      Failure(
        .notPermitted, "the authorized key can't be used: \(error.message). Make one with: yc iam key create")
    case is CancellationError: Failure(.interrupted)
    default: Failure(.bug, "an error that should not happen (\(error)). Please report it.")
    }
  }

  private static func describe(_ error: LedgerError) -> Failure {
    switch error {
    case .missing(let path):
      Failure(.badInput, "there is no ledger at \(path). Take a first snapshot, or name it with --ledger.")
    case .notALedger(let path):
      Failure(
        .badInput, "\(path) is not a keyledger ledger; it was left untouched. Name another with --ledger.")
    case .newerVersion(let path):
      Failure(.badInput, "\(path) was written by a newer keyledger; it was left untouched. Update keyledger.")
    case .damaged(let path, let detail):
      Failure(
        .badInput,
        "\(path) is damaged (\(detail)). Restore a backup, or save what is left with: sqlite3 FILE .recover")
    case .busy(let path):
      Failure(.busy, "\(path) is busy: another snapshot is being taken. Try again when it has ended.")
    case .cannotWrite(let path, let detail):
      Failure(
        .cannotWrite, "\(path) can't be written (\(detail)). Check the folder's permissions and free space.")
    case .cannotRead(let path, let detail):
      Failure(.badInput, "\(path) can't be read (\(detail)). Check its permissions.")
    case .noSnapshot(let moment):
      Failure(.badInput, "the ledger holds no snapshot for \(moment). See which there are: keyledger status")
    case .notAMoment(let text):
      Failure(.usage, "\(text) is no moment: give latest, previous, a number, a date or an RFC 3339 instant.")
    case .query(let message):
      Failure(.badInput, "a query of the ledger failed: \(message)")
    }
  }

  private static func describe(_ error: AuditError) -> Failure {
    let place = error.line.map { "\(error.source):\($0)" } ?? error.source
    return Failure(.badInput, "\(place): \(error.message)")
  }

  private static func describe(_ error: WalkError) -> Failure {
    switch error {
    case .notAuthenticated(let error): return notAuthenticated(error)
    case .seesNothing(let error):
      let why = error.map { " (\(facts($0)))" } ?? ""
      return Failure(
        .notPermitted,
        "this identity sees no cloud and no folder\(why). Grant it resource-manager.auditor and iam.auditor on the organization."
      )
    case .unreachable(let error), .unavailable(let error):
      return Failure(
        .unreachable, "the cloud can't be reached: \(facts(error)). Check the network and the endpoint.")
    }
  }

  private static func describe(_ error: APIError) -> Failure {
    error.cause == .unauthenticated || error.code == 16
      ? notAuthenticated(error)
      : Failure(
        .unreachable, "the cloud can't be reached: \(facts(error)). Check the network and the endpoint.")
  }

  private static func notAuthenticated(_ error: APIError) -> Failure {
    Failure(
      .notPermitted,
      "not authenticated: \(facts(error)). Get a token with: export YC_IAM_TOKEN=$(yc iam create-token)")
  }

  private static func facts(_ error: APIError) -> String {
    var facts = Terminal.clean(error.message)
    if let status = error.status { facts += ", HTTP \(status)" }
    if let id = error.requestID { facts += ", request id \(Terminal.clean(id))" }
    return facts
  }
}
