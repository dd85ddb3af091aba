/*---
title: Stale
category: stale
severity: medium
parameters:
  stale_after_days: {default: 90, meaning: days since the last use after which a key counts as abandoned}
why: >-
  A key that fell silent is usually forgotten, and still opens everything it ever opened.
fix: yc iam api-key delete {{key_id}}
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.25"}
  - {framework: PCI DSS, version: "4.0", id: 8.2.6}
  - {framework: NIST SP 800-53, version: "5", id: AC-2(3)}
---*/
SELECT key_id,
       printf('last used %d days ago (%s), the limit is %d', idle_days, substr(last_used_at, 1, 10),
              :stale_after_days) AS evidence
FROM   audited_keys
WHERE  idle_days > :stale_after_days
ORDER BY key_id;
