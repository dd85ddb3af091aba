/*---
title: No expiry
category: expiry
severity: low
parameters: {}
why: >-
  A key without an expiry works until somebody remembers it.
fix: yc iam api-key create --service-account-id {{service_account_id}} --expires-at DATE
references:
  - {framework: Yandex Cloud AI-SPM, version: "2026", id: ai.api-key-rotation}
  - {framework: PCI DSS, version: "4.0", id: 8.6.3}
---*/
SELECT key_id, 'has no expiry' AS evidence
FROM   audited_keys
WHERE  expires_at_ns IS NULL
ORDER BY key_id;
