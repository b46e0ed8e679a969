"""A strict Pipedrive in memory, for tests: it refuses what the vendor does not name.

Sources, by letter, of every rule in this package:
N  github.com/pipedrive/client-nodejs 33.7: the request and answer types, paths and texts that Pipedrive generates from
   its own OpenAPI description (unknown fields, types, enums, limits of pages and lots, content types, v1 or v2)
C  its CHANGELOG, 32.0: routes of deals, persons, organisations and products are gone from v1; v2 changes by PATCH
R  https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting
O  https://pipedrive.readme.io/docs/marketplace-oauth-authorization, and the ``configuration`` of N
V  the words of refusals, as people report them (``{"success": false, "error", "error_info"}``)
Q  our own strictness, where Pipedrive is silent
"""

from qd_crm_pipedrive.fake.pipedrive import FakePipedrive, firewall

__all__ = ["FakePipedrive", "firewall"]
