"""The configuration tree in Parameter Store."""

from __future__ import annotations

from collections.abc import Mapping

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.resources.names import CONFIG_PATH
from qd_core.backends.aws.session import AwsSession

__all__ = ["StoredParameters"]


class StoredParameters:
    """`Parameters` under ``/qd/config/``."""

    def __init__(self, aws: AwsSession, path: str = CONFIG_PATH) -> None:
        self._aws = aws
        self.path = path

    def tree(self) -> Mapping[str, str]:
        """Every parameter by its path under the root, read now, page by page."""
        found: dict[str, str] = {}
        with calling(f"parameters {self.path}"):
            pages = self._aws.parameters.get_paginator("get_parameters_by_path")
            for page in pages.paginate(Path=self.path, Recursive=True, WithDecryption=True):
                for one in page["Parameters"]:
                    found[one["Name"].removeprefix(self.path)] = one["Value"]
        return found
