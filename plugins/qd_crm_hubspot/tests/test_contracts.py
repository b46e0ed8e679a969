"""The contracts that every CRM adapter and tier look-up keeps."""

from qd_crm_hubspot.contracts import *  # noqa: F403 - the test classes
