import Crypto
import Foundation
import GRDB

/// The hash chain: what makes an edited cell, a removed, added or reordered row show.
///
/// hash(N) is SHA-256 over these parts, each preceded by its length (4 bytes, big-endian):
/// 1. the format version as decimal text, then hash(N−1) (32 zero bytes before the first snapshot);
/// 2. one record for the snapshot row, one for each row of its scope, gaps and `read_despite_gap`;
/// 3. one record for every row that *begins* at N and one for every row that *ends* at N.
///
/// A record is: table name, phase (`began` or `ended`), natural key (the number of its parts, then each
/// part), then for each field that is not null, by name: field name, type (`i` or `t`), value as text.
/// An ended record has the natural key and the version's `began` only, since its fields were hashed when
/// it began. Records are sorted bytewise, which is the order of (table, phase, key) by length and bytes.
enum Chain {
  /// The version of the format above, stored with each snapshot; it can never change its meaning.
  static let format = 1
  static let genesis = Data(count: 32)

  /// One kind of record: where its rows are, and how they read.
  struct Source {
    let table: String
    let phase: String
    /// Columns of `sql`: snapshot number, the natural key's parts, then the fields by name.
    let keyParts: Int
    let fields: [String]
    let sql: String
  }

  /// Adds a part with its length before it.
  private static func add(_ bytes: [UInt8], to record: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { record.append(contentsOf: $0) }
    record.append(contentsOf: bytes)
  }

  private static func value(_ value: DatabaseValue) -> (type: String, bytes: [UInt8])? {
    switch value.storage {
    case .null: nil
    case .int64(let number): ("i", Array(String(number).utf8))
    case .string(let text): ("t", Array(text.utf8))
    case .double(let number): ("r", Array(String(number).utf8))
    case .blob(let data): ("b", Array(data))
    }
  }

  private static func record(_ source: Source, _ row: Row) -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(256)
    add(Array(source.table.utf8), to: &record)
    add(Array(source.phase.utf8), to: &record)
    add(Array(String(source.keyParts).utf8), to: &record)
    for index in 1...source.keyParts {
      add(value(row[index])?.bytes ?? [], to: &record)
    }
    for (offset, field) in source.fields.enumerated() {
      guard let (type, bytes) = value(row[1 + source.keyParts + offset]) else { continue }
      add(Array(field.utf8), to: &record)
      add(Array(type.utf8), to: &record)
      add(bytes, to: &record)
    }
    return record
  }

  /// Computes the hash of every snapshot in `range` from the tables, in order, calling `found` with each.
  /// The previous snapshot's *computed* hash goes into the next, starting from `previous`.
  static func hashes(
    _ db: Database, of range: ClosedRange<Int>, after previous: Data,
    found: (_ number: Int, _ hash: Data) throws -> Void
  ) throws {
    var cursors: [(source: Source, rows: RowCursor, pending: Row?)] = []
    for source in ChainSources.all {
      let rows = try Row.fetchCursor(
        db, sql: source.sql, arguments: ["from": range.lowerBound, "to": range.upperBound])
      let first = try rows.next()
      cursors.append((source, rows, first))
    }
    var previous = previous
    for number in range {
      var hash = SHA256()
      var preamble: [UInt8] = []
      add(Array(String(format).utf8), to: &preamble)
      add(Array(previous), to: &preamble)
      hash.update(data: preamble)
      for index in cursors.indices {
        while let row = cursors[index].pending, row[0] as Int == number {
          let record = record(cursors[index].source, row)
          withUnsafeBytes(of: UInt32(record.count).bigEndian) { hash.update(bufferPointer: $0) }
          hash.update(data: record)
          cursors[index].pending = try cursors[index].rows.next()
        }
      }
      previous = Data(hash.finalize())
      try found(number, previous)
    }
  }
}
