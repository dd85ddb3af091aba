/*---
title: Broad scope
category: over-scoped
severity: medium
parameters: {}
why: >-
  The key holds a scope that stands for several, or that writes where reading may do; a narrower one exists.
fix: yc iam api-key create --service-account-id {{service_account_id}} --scopes SCOPE
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.11"}
  - {framework: CIS Google Cloud Platform Foundation, version: "5.0", id: "1.15"}
---*/
SELECT key_id, printf('%s could be narrowed to %s', scope, replace(narrower, ',', ' or ')) AS evidence
FROM   key_scopes
JOIN   scope_catalog USING (scope)
WHERE  narrower IS NOT NULL
ORDER BY key_id, scope;
