import Inventory
import Testing

@Suite("Secrets")
struct SecretTests {
  @Test("a masked secret never holds more than six characters")
  func neverWhole() {
    #expect(MaskedSecret("****rCG02w")?.text == "****rCG02w")
    #expect(MaskedSecret("AQVNabcdefghijklmnopqrstuvwxyz0123456789")?.tail == "456789")
    #expect(MaskedSecret("****") == nil)
    #expect(MaskedSecret("****a b") == nil)
  }

  @Test(
    "a pasted secret is masked to its last six characters",
    arguments: [
      ("AQVN" + String(repeating: "a", count: 29) + "Zx_9-Q", "api-key"),
      ("YC" + String(repeating: "b", count: 32) + "Zx_9-Q", "static-key"),
      ("y0_" + String(repeating: "c", count: 49) + "Zx_9-Q", "oauth-token"),
      ("t1." + "9euelZ" + "." + String(repeating: "d", count: 80) + "Zx_9-Q", "iam-token"),
    ])
  func masks(secret: String, kind: String) {
    let (text, found) = LeakPattern.mask("see \(secret) here")
    #expect(text == "see ****Zx_9-Q here")
    #expect(found.map(\.kind) == [kind])
    #expect(found.map(\.tail) == ["Zx_9-Q"])
  }

  @Test("ordinary text is left alone")
  func ordinary() {
    #expect(LeakPattern.mask("backup_job for t1.small, AQVN").text == "backup_job for t1.small, AQVN")
  }
}
