/*---
title: Rotation due
category: rotation
severity: high
parameters:
  rotate_after_days: {default: 90, meaning: days after its creation by which a key is replaced}
why: >-
  The longer a secret lives, the more copies of it exist. The Yandex Cloud security standard asks for
  rotation at least every 90 days.
fix: yc iam api-key create --service-account-id {{service_account_id}}
references:
  - {framework: Yandex Cloud security standard, version: "1.3", id: "1.10"}
  - {framework: CIS Amazon Web Services Foundations, version: "6.0", id: "2.13"}
  - {framework: CIS Google Cloud Platform Foundation, version: "5.0", id: "1.16"}
  - {framework: PCI DSS, version: "4.0", id: 8.6.3}
---*/
SELECT key_id,
       printf('created %d days ago (%s), the limit is %d', age_days, substr(created_at, 1, 10),
              :rotate_after_days) AS evidence
FROM   audited_keys
WHERE  age_days > :rotate_after_days
ORDER BY key_id;
