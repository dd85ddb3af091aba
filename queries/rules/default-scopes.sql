/*---
title: Default scopes
category: over-scoped
severity: medium
parameters: {}
why: >-
  All ten scopes that a key gets when nobody chose any: the key opens ten services for the sake of one.
fix: yc iam api-key create --service-account-id {{service_account_id}} --scopes SCOPE
references:
  - {framework: Yandex Cloud AI-SPM, version: "2026", id: ai.api-key-scopes}
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.11"}
  - {framework: NIST SP 800-53, version: "5", id: AC-6}
---*/
SELECT k.key_id,
       printf('holds all %d default scopes, and %d others', count(*), k.scope_count - count(*)) AS evidence
FROM   audited_keys k
JOIN   key_scopes USING (key_id)
JOIN   scope_catalog USING (scope)
WHERE  is_default
GROUP BY k.key_id
HAVING count(*) = (SELECT count(*) FROM scope_catalog WHERE is_default)
ORDER BY k.key_id;
