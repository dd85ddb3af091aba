import Foundation
import Inventory
import NIOCore
import NIOHTTP1
import NIOPosix

/// A Yandex Cloud in this process, on loopback, with a port of its own.
///
/// NIO's HTTP server serves it: it is in the graph already through async-http-client, so it costs no
/// minutes of building, and a channel can reset a connection or cut a body where a framework can't.
package struct Simulator: Sendable {
  private let responder: Responder
  private let company: Company
  private let channel: any Channel
  private let serving: Task<Void, any Error>

  /// What a client names as its endpoint.
  package var endpoint: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

  /// Starts serving a company as it is at a moment.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - token: what a client must send.
  ///   - latency: how long each answer takes.
  package static func start(
    _ company: Company, at moment: Timestamp, port: Int = 0, token: String, faults: [Fault] = [],
    latency: Duration = .zero
  ) async throws -> Simulator {
    let responder = Responder(
      state: CloudState(of: company, at: moment), tokens: [token], faults: faults, latency: latency)
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 256)
      .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          return try NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>(
            wrappingChannelSynchronously: channel)
        }
      }
    let serving = Task {
      try await withThrowingDiscardingTaskGroup { group in
        try await server.executeThenClose { connections in
          for try await connection in connections {
            group.addTask { await Connection(responder: responder).serve(connection) }
          }
        }
      }
    }
    return Simulator(
      responder: responder, company: company, channel: server.channel, serving: serving)
  }

  /// Stops serving; connections that hang are closed.
  package func stop() async {
    serving.cancel()
    _ = try? await serving.value
  }

  /// Moves the cloud to another moment.
  package func show(at moment: Timestamp) async {
    await responder.show(CloudState(of: company, at: moment))
  }

  /// Shows a state that a test made.
  package func show(_ state: CloudState) async { await responder.show(state) }

  /// Replaces the script of faults.
  package func script(_ faults: [Fault]) async { await responder.script(faults) }

  /// Takes clouds off the list, and answers 403 when they are asked for by id.
  package func hide(_ cloudIDs: Set<String>) async { await responder.hide(cloudIDs) }

  /// Accepts one more token.
  package func accept(_ token: String) async { await responder.accept(token) }

  /// Every request served so far.
  package func served() async -> [ServedRequest] { await responder.served }

  /// Forgets what was served.
  package func forgetServed() async { await responder.forgetServed() }
}

/// One connection: requests in, replies or misbehaviour out.
private struct Connection {
  let responder: Responder

  func serve(_ connection: NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>) async {
    let channel = connection.channel
    do {
      try await connection.executeThenClose { inbound, outbound in
        var head: HTTPRequestHead?
        var body: [UInt8] = []
        for try await part in inbound {
          switch part {
          case .head(let received):
            head = received
            body = []
          case .body(let buffer): body += Array(buffer.readableBytesView)
          case .end:
            guard let request = head else { return }
            let reply = await responder.reply(
              method: request.method.rawValue, target: request.uri,
              authorization: request.headers.first(name: "authorization"), body: body)
            guard try await act(reply, outbound, channel) else { return }
          }
        }
      }
    } catch {
      // The client went away, or the simulator stops: nobody is left to tell.
    }
  }

  /// Whether the connection goes on.
  private func act(
    _ reply: Reply, _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>,
    _ channel: any Channel
  ) async throws -> Bool {
    switch reply {
    case .answer(let status, let headers, let body):
      try await send(status, headers, body, length: body.count, outbound)
      try await outbound.write(.end(nil))
      return true
    case .cut(let body):
      try await send(200, [], Array(body.prefix(max(1, body.count / 2))), length: body.count + 1, outbound)
      return false
    case .reset:
      // A close with a zero linger time sends RST.
      if let socket = channel as? any SocketOptionProvider {
        try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      }
      return false
    case .hang:
      try await Task.sleep(for: .seconds(3600))
      return false
    }
  }

  private func send(
    _ status: Int, _ headers: [(String, String)], _ body: [UInt8], length: Int,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws {
    var fields = HTTPHeaders(headers)
    fields.add(name: "content-length", value: String(length))
    try await outbound.write(
      .head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)))
    try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body))))
  }
}
