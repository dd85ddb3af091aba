"""Writes the fixtures beside this file from the official message descriptors.

    pip install yandexcloud && python3 generate.py

MessageToJson prints what the REST gateway sends: camelCase, default values left out.
"""

import pathlib

from google.protobuf import any_pb2
from google.protobuf.json_format import MessageToJson, ParseDict
from google.rpc import error_details_pb2, status_pb2
from yandex.cloud.iam.v1 import api_key_service_pb2 as api_keys
from yandex.cloud.iam.v1 import service_account_service_pb2 as accounts
from yandex.cloud.organizationmanager.v1 import organization_service_pb2 as organizations
from yandex.cloud.resourcemanager.v1 import cloud_service_pb2 as clouds
from yandex.cloud.resourcemanager.v1 import folder_service_pb2 as folders

HERE = pathlib.Path(__file__).parent


def write(name, message, fields):
    ParseDict(fields, message)
    (HERE / f"{name}.json").write_text(MessageToJson(message, indent=1, sort_keys=True) + "\n")


write("organizations", organizations.ListOrganizationsResponse(), {
    "organizations": [{"id": "bpf1", "name": "acme", "title": "ACME"}]})
write("clouds", clouds.ListCloudsResponse(), {
    "clouds": [{"id": "b1gc", "createdAt": "2025-01-02T03:04:05Z", "name": "prod", "organizationId": "bpf1",
                "labels": {"env": "prod"}}]})
write("folders", folders.ListFoldersResponse(), {
    "folders": [{"id": "b1gf", "cloudId": "b1gc", "createdAt": "2025-01-02T03:04:05.500Z", "name": "web",
                 "description": "the site", "status": "ACTIVE"}],
    "nextPageToken": "p+/=1"})
write("service-accounts", accounts.ListServiceAccountsResponse(), {
    "serviceAccounts": [{"id": "aje1", "folderId": "b1gf", "createdAt": "2025-01-02T03:04:05.000006Z",
                         "name": "bot", "labels": {"owner": "ann"},
                         "lastAuthenticatedAt": "2026-01-02T03:04:05.123456789Z",
                         "status": "SUSPENDED"}]})
write("api-keys", api_keys.ListApiKeysResponse(), {
    "apiKeys": [{"id": "ajek", "serviceAccountId": "aje1", "createdAt": "2025-04-04T10:23:08.722440521Z",
                 "description": "for mail", "lastUsedAt": "2026-06-01T00:00:00Z",
                 "scope": "yc.logging.write", "scopes": ["yc.logging.write", "yc.postbox.send"],
                 "expiresAt": "2027-01-01T00:00:00.250Z", "maskedSecret": "****rCG02w"},
                {"id": "ajem", "serviceAccountId": "aje1"}]})
write("empty", api_keys.ListApiKeysResponse(), {})

status = status_pb2.Status(code=7, message="Permission denied")
detail = any_pb2.Any()
detail.Pack(error_details_pb2.RequestInfo(request_id="sim-1"))
status.details.append(detail)
(HERE / "status.json").write_text(MessageToJson(status, indent=1, sort_keys=True) + "\n")
