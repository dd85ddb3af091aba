/*---
title: Too many scopes
category: over-scoped
severity: medium
parameters:
  max_scopes: {default: 5, meaning: scopes that one key may hold}
why: >-
  One key for many services opens all of them at once when it leaks, and can't be rotated for one alone.
fix: yc iam api-key create --service-account-id {{service_account_id}} --scopes SCOPE
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.11"}
  - {framework: NIST SP 800-53, version: "5", id: AC-6}
---*/
SELECT key_id, printf('holds %d scopes, the limit is %d', scope_count, :max_scopes) AS evidence
FROM   audited_keys
WHERE  scope_count > :max_scopes
ORDER BY key_id;
