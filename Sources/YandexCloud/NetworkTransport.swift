import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The network: async-http-client, HTTP/2 where the server offers it, connections kept alive.
package struct NetworkTransport: Transport {
  private let client: HTTPClient

  /// - Parameters:
  ///   - maxInFlight: requests at once; the pool's limit of connections a host is raised to it.
  ///   - caFile: a PEM file of certificates trusted beside the system's.
  package init(maxInFlight: Int, caFile: String? = nil) {
    var configuration = HTTPClient.Configuration()
    // A redirect would carry the token to another host.
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(10)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = maxInFlight
    // Retries are ours: the pool would otherwise hide refused connections behind its own.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let caFile {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.additionalTrustRoots = [.file(caFile)]
      configuration.tlsConfiguration = tls
    }
    client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
  }

  /// Closes the connections. Must be called before the value is dropped.
  package func shutdown() async { try? await client.shutdown() }

  package func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
    var message = HTTPClientRequest(url: request.url)
    message.method = .init(rawValue: request.method)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
    let deadline = NIODeadline.now() + .nanoseconds(timeout.nanoseconds)
    do {
      let response = try await client.execute(message, deadline: deadline)
      let body = try await response.body.collect(upTo: 64 << 20)
      var headers: [String: String] = [:]
      for (name, value) in response.headers { headers[name.lowercased()] = value }
      return HTTPResponse(
        status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw Self.name(error)
    }
  }

  private static func name(_ error: any Error) -> any Error {
    switch error {
    case is CancellationError: return error
    case let error as HTTPClientError:
      switch error {
      case .deadlineExceeded, .readTimeout, .connectTimeout, .getConnectionFromPoolTimeout,
        .writeTimeout:
        return TransportError(kind: .timeout, detail: "no answer in time")
      case .tlsHandshakeTimeout:
        return TransportError(kind: .tls, detail: "no TLS agreement in time")
      default: return TransportError(kind: .broken, detail: error.shortDescription)
      }
    case let error as NIOConnectionError:
      let detail = error.connectionErrors.first.map { String(describing: $0.error) }
      return TransportError(
        kind: .unreachable, detail: detail.map { "\(error.host): \($0)" } ?? "no address for \(error.host)")
    case is NIOTooManyBytesError:
      return TransportError(kind: .tooLarge, detail: "an answer of more than 64 MiB")
    case is NIOSSLError, is NIOSSLExtraError:
      return TransportError(kind: .tls, detail: String(describing: error))
    case let error as IOError where error.errnoCode == ECONNREFUSED:
      return TransportError(kind: .unreachable, detail: "connection refused")
    case let error as IOError:
      return TransportError(kind: .broken, detail: String(cString: strerror(error.errnoCode)))
    default: return TransportError(kind: .broken, detail: String(describing: error))
    }
  }
}

extension Duration {
  /// Whole nanoseconds.
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
