/*---
title: Unrestricted
category: over-scoped
severity: high
parameters: {}
why: >-
  A key without any scope was made before scopes existed: it does whatever its account's roles allow.
fix: yc iam api-key create --service-account-id {{service_account_id}} --scopes SCOPE
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.11"}
  - {framework: CIS Google Cloud Platform Foundation, version: "5.0", id: "1.15"}
  - {framework: NIST SP 800-53, version: "5", id: AC-6}
---*/
SELECT key_id, 'has no scope: only the account''s roles limit it' AS evidence
FROM   audited_keys
WHERE  scope_count = 0
ORDER BY key_id;
