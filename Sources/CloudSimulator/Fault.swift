/// A scripted misbehaviour of the simulated cloud.
package struct Fault: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// An error answer; `retryAfter` in seconds.
    case status(Int, code: Int, retryAfter: Int? = nil)
    /// The connection is reset (RST) instead of an answer.
    case reset
    /// Half of the answer, then the connection closes.
    case cut
    /// A balancer's page, with this status.
    case html(Int)
    /// 200, and no JSON.
    case notJSON
    /// No answer at all.
    case hang
    /// The same page token again and again.
    case loopingToken
    /// The token counts as expired from now on.
    case expireToken
    case redirect(String)
    /// Another account's keys.
    case foreignKeys
  }

  package var kind: Kind
  /// A part of the request's target (path and query); "" matches every request.
  package var target: String
  /// How many requests it strikes; nil for all.
  package var times: Int?
  /// How many matching requests pass before it strikes.
  package var after: Int

  package init(_ kind: Kind, at target: String, times: Int? = nil, after: Int = 0) {
    self.kind = kind
    self.target = target
    self.times = times
    self.after = after
  }
}
