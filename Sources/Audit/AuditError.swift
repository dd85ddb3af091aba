/// Bad input to an audit: a rule or a policy that can't be used. The sentence says what and where.
package struct AuditError: Error, Equatable {
  /// The file at fault, or the built-in rule's name.
  package let source: String
  package let line: Int?
  package let message: String

  package init(source: String, line: Int? = nil, message: String) {
    self.source = source
    self.line = line
    self.message = message
  }
}
