// swift-tools-version: 6.1
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "keyledger",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "keyledger", targets: ["keyledger"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .target(name: "Inventory", swiftSettings: house),
    .target(
      name: "YandexCloud",
      dependencies: [
        "Inventory",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: house),
    .target(name: "Collector", dependencies: ["Inventory", "YandexCloud"], swiftSettings: house),
    .target(
      name: "Ledger",
      dependencies: [
        "Inventory",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .target(
      name: "queries",
      path: "queries",
      resources: [.embedInCode("rules"), .embedInCode("scopes.yaml")],
      swiftSettings: house),
    .target(
      name: "Audit",
      dependencies: ["Inventory", "Ledger", "queries", .product(name: "Yams", package: "Yams")],
      swiftSettings: house),
    .target(
      name: "reports", path: "reports", resources: [.embedInCode("schema/report.schema.json")],
      swiftSettings: house),
    .target(name: "Reporting", dependencies: ["Inventory"], swiftSettings: house),
    .target(
      name: "CloudSimulator",
      dependencies: [
        "Inventory",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "keyledger",
      dependencies: [
        "Audit", "CloudSimulator", "Collector", "Inventory", "Ledger", "Reporting", "YandexCloud",
        "reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .testTarget(name: "InventoryTests", dependencies: ["Inventory"], swiftSettings: house),
    .testTarget(
      name: "YandexCloudTests",
      dependencies: [
        "YandexCloud", "Inventory", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: house),
    .testTarget(
      name: "CollectorTests",
      dependencies: ["Collector", "YandexCloud", "CloudSimulator", "Inventory"],
      swiftSettings: house),
    .testTarget(
      name: "LedgerTests",
      dependencies: ["Ledger", "Inventory", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: house),
    .testTarget(
      name: "AuditTests", dependencies: ["Audit", "Ledger", "Inventory", "queries"],
      swiftSettings: house),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Inventory"], exclude: ["Golden"],
      swiftSettings: house),
    .testTarget(
      name: "CloudSimulatorTests", dependencies: ["CloudSimulator", "Inventory"],
      exclude: ["Fixtures"], swiftSettings: house),
    .testTarget(
      name: "EndToEnd", dependencies: ["CloudSimulator", "Inventory", "keyledger"],
      exclude: ["Golden"], swiftSettings: house),
  ]
)
