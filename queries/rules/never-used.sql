/*---
title: Never used
category: never-used
severity: medium
parameters:
  never_used_after_days: {default: 30, meaning: days a new key may wait for its first use}
why: >-
  A key that nothing uses is a secret that can leak without anybody noticing. Uses have been recorded
  since about March 2024; a key made before then may have been used earlier.
fix: yc iam api-key delete {{key_id}}
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.25"}
  - {framework: CIS Amazon Web Services Foundations, version: "6.0", id: "2.11"}
  - {framework: NIST SP 800-53, version: "5", id: AC-2(3)}
---*/
SELECT key_id,
       printf('created %d days ago (%s), no use recorded', age_days, substr(created_at, 1, 10)) AS evidence
FROM   audited_keys
WHERE  last_used_at IS NULL AND age_days > :never_used_after_days
ORDER BY key_id;
