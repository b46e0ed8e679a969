"""Signed forms by which a browser puts one file into the bucket qd-uploads, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.objects import S3Objects
from qd_core.backends.aws.session import AwsSession
from qd_core.ports import Bucket

__all__ = ["UploadPost", "UploadPosts"]


@dataclass(frozen=True, slots=True)
class UploadPost:
    """A form that a browser posts to ``url`` with ``fields`` first and the file, called ``file``, last."""

    url: str
    fields: Mapping[str, str]


class UploadPosts:
    """Signs here, without a call: S3 checks key, size and kind when the file comes.

    A presigned PUT could not hold a range of sizes; the policy of a POST does.
    """

    def __init__(self, aws: AwsSession, objects: S3Objects) -> None:
        self._aws = aws
        self._objects = objects

    def post(
        self, path: str, *, media_type: str, disposition: str, largest: int, good_for: timedelta
    ) -> UploadPost:
        """The form for exactly the object ``path``, of 1 to ``largest`` bytes, kept with these two headers."""
        name = self._objects.bucket_name(Bucket.UPLOADS)
        fixed = {"Content-Type": media_type, "Content-Disposition": disposition}
        conditions: list[Any] = [["content-length-range", 1, largest], *({key: fixed[key]} for key in fixed)]
        with calling(f"bucket {name}"):
            signed = self._aws.s3.generate_presigned_post(
                Bucket=name,
                Key=path,
                Fields=dict(fixed),
                Conditions=conditions,
                ExpiresIn=int(good_for.total_seconds()),
            )
        return UploadPost(signed["url"], signed["fields"])
