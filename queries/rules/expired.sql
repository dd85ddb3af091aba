/*---
title: Expired and still there
category: expiry
severity: low
parameters: {}
why: >-
  An expired key opens nothing, but it hides what is alive, and its expiry can be moved to revive it.
fix: yc iam api-key delete {{key_id}}
references:
  - {framework: NIST SP 800-53, version: "5", id: IA-5}
---*/
SELECT key_id,
       printf('expired %d days ago (%s)', -days_to_expiry, substr(expires_at, 1, 10)) AS evidence
FROM   audited_keys
WHERE  days_to_expiry <= 0
ORDER BY key_id;
