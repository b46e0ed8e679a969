"""Bytes in S3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.items import short
from qd_core.backends.aws.resources.buckets import BUCKETS
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import ConfigError, RejectedError
from qd_core.ports import Bucket

__all__ = ["S3Objects", "StoredFile"]

_NAMES = {stored.bucket: stored.name for stored in BUCKETS if stored.bucket is not None}
_LONGEST = 1000
"""Bytes of a path; S3 takes 1,024."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An object as its bucket lists it; ``etag`` changes with its bytes, ``size`` is in bytes. ``modified`` (UTC) does
    not count when two are compared: the same bytes put again are the same."""

    path: str
    etag: str
    size: int
    modified: datetime | None = field(default=None, compare=False)


class S3Objects:
    """`ObjectStore` on S3: the key ``raw-mime/forms/1`` is the object ``forms/1`` of the bucket qd-raw-mime-…"""

    def __init__(self, aws: AwsSession) -> None:
        self._aws = aws

    def put(self, bucket: Bucket, path: str, content: bytes, *, media_type: str = "") -> str:
        """Whole and durable when it returns."""
        key = f"{bucket}/{short(path, _LONGEST)}"
        name, path = self.place_of(key)
        kind: Any = {"ContentType": media_type} if media_type else {}
        with calling(f"bucket {name}"):
            self._aws.s3.put_object(Bucket=name, Key=path, Body=content, **kind)
        return key

    def get(self, key: str) -> bytes:
        """The bytes; KeyError without any, RejectedError where they lie in the archive."""
        from botocore.exceptions import ClientError

        name, path = self.place_of(key)
        with calling(f"bucket {name}"):
            try:
                return self._aws.s3.get_object(Bucket=name, Key=path)["Body"].read()
            except ClientError as error:
                if code_of(error) in ("NoSuchKey", "404"):
                    raise KeyError(key) from None
                if code_of(error) == "InvalidObjectState":
                    raise RejectedError(f"{key} lies in the archive: restore it in S3 first") from error
                raise

    def exists(self, key: str) -> bool:
        """Whether the object is there. Without the right to list the bucket S3 does not tell, which is an error."""
        from botocore.exceptions import ClientError

        try:
            name, path = self.place_of(key)
        except KeyError:
            return False
        with calling(f"bucket {name}"):
            try:
                self._aws.s3.head_object(Bucket=name, Key=path)
            except ClientError as error:
                if code_of(error) in ("404", "NoSuchKey", "NotFound"):
                    return False
                raise
        return True

    def delete(self, key: str) -> None:
        """Removes the object, harmless where there is none."""
        name, path = self.place_of(key)
        with calling(f"bucket {name}"):
            self._aws.s3.delete_object(Bucket=name, Key=path)

    def place_of(self, key: str) -> tuple[str, str]:
        """The real bucket's name and the object's key. Raises KeyError for a key of no bucket of ours."""
        head, _, path = key.partition("/")
        if not path:
            raise KeyError(key)
        try:
            bucket = Bucket(head)
        except ValueError:
            raise KeyError(key) from None
        return self.bucket_name(bucket), path

    def bucket_name(self, bucket: Bucket) -> str:
        """The real name of a bucket, with account and region."""
        if bucket not in _NAMES:
            raise ConfigError(f"no bucket is declared for {bucket}", key=str(bucket))
        return self._aws.place.bucket(_NAMES[bucket])

    def files(self, bucket: Bucket) -> list[StoredFile]:
        """The objects at the top of a bucket: at most a thousand, none of its folders."""
        name = self.bucket_name(bucket)
        with calling(f"bucket {name}"):
            answer: Any = self._aws.s3.list_objects_v2(Bucket=name, Delimiter="/")
        return [
            StoredFile(one["Key"], one["ETag"], one["Size"], one["LastModified"])
            for one in answer.get("Contents", [])
        ]

    def versions(self, key: str, *, most: int = 100) -> Iterator[bytes]:
        """What was stored under a key of a versioned bucket, the newest first, at most the last ``most``."""
        name, path = self.place_of(key)
        with calling(f"bucket {name}"):
            answer: Any = self._aws.s3.list_object_versions(Bucket=name, Prefix=path, MaxKeys=most)
            for one in answer.get("Versions", []):
                if one["Key"] == path:
                    found = self._aws.s3.get_object(Bucket=name, Key=path, VersionId=one["VersionId"])
                    yield found["Body"].read()
