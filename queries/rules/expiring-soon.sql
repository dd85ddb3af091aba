/*---
title: Expiring soon
category: expiry
severity: medium
parameters:
  expiring_within_days: {default: 30, meaning: days before its expiry from which a key is announced}
why: >-
  What uses the key stops working at its expiry; a successor must be in place before then.
fix: yc iam api-key create --service-account-id {{service_account_id}}
references:
  - {framework: Yandex Cloud AI-SPM, version: "2026", id: ai.api-key-rotation}
---*/
SELECT key_id,
       printf('expires in %.1f days (%s)', days_to_expiry, substr(expires_at, 1, 10)) AS evidence
FROM   audited_keys
WHERE  days_to_expiry > 0 AND days_to_expiry <= :expiring_within_days
ORDER BY key_id;
