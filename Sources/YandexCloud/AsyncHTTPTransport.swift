import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The transport on async-http-client: no redirects, HTTP/2 when offered, a bounded body.
package struct AsyncHTTPTransport: Transport {
  /// No page of 1000 objects comes near this; a larger body is not an answer of the API.
  static let maximumBody = 64 * 1024 * 1024
  private let client: HTTPClient

  /// - Parameter maxInFlight: connections a host over HTTP/1.1.
  package init(maxInFlight: Int = 32) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, maxInFlight)
    configuration.timeout.connect = .seconds(10)
    configuration.decompression = .disabled
    configuration.httpVersion = .automatic
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    do {
      return try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
        group.addTask { try await exchange(request) }
        group.addTask {
          try await Task.sleep(for: request.timeout)
          throw TransportError(.timedOut, "no whole answer within \(request.timeout)")
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
      }
    } catch let error as TransportError {
      throw error
    } catch {
      if Task.isCancelled || error is CancellationError { throw CancellationError() }
      throw Self.classify(error)
    }
  }

  private func exchange(_ request: HTTPRequest) async throws -> HTTPResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method)
    for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
    if let body = request.body { outgoing.body = .bytes(body) }
    let deadline = NIODeadline.now() + TimeAmount(request.timeout)
    let answer = try await client.execute(outgoing, deadline: deadline)
    var headers: [String: String] = [:]
    for (name, value) in answer.headers { headers[name.lowercased()] = value }
    var body: [UInt8] = []
    do {
      for try await part in answer.body {
        guard body.count + part.readableBytes <= Self.maximumBody else {
          throw TransportError(.tooLarge, "the answer is larger than 64 MiB")
        }
        body.append(contentsOf: part.readableBytesView)
      }
    } catch let error as TransportError {
      throw error
    } catch {
      // The head has come: whatever follows is a cut body, not an unreachable host.
      throw TransportError(.interrupted, "the answer was cut short")
    }
    return HTTPResponse(status: Int(answer.status.code), headers: headers, body: body)
  }

  private static func classify(_ error: any Error) -> TransportError {
    if let error = error as? HTTPClientError {
      switch error {
      case .remoteConnectionClosed, .cancelled, .readTimeout, .writeTimeout:
        return TransportError(.interrupted, error.shortDescription)
      case .deadlineExceeded, .getConnectionFromPoolTimeout:
        return TransportError(.timedOut, error.shortDescription)
      default: return TransportError(.unreachable, error.shortDescription)
      }
    }
    if let error = error as? IOError, [32, 54, 103, 104].contains(error.errnoCode) {
      // EPIPE, ECONNRESET (Darwin, Linux), ECONNABORTED: there was a connection.
      return TransportError(.interrupted, "the connection was reset")
    }
    return TransportError(
      error is HTTPParserError ? .interrupted : .unreachable, String(describing: error))
  }
}
