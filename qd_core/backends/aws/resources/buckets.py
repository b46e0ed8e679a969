"""The S3 buckets."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.ports import Bucket

__all__ = ["BUCKETS", "PORTAL_SITE", "StoredBucket"]

PORTAL_SITE = "qd-portal"


@dataclass(frozen=True, slots=True)
class StoredBucket:
    """A bucket: no public access of any kind. Its real name is ``<name>-<account>-<region>``.

    ``archive_class`` after ``archive_days``: Glacier Instant Retrieval, so that a rep can still open the file of an old
    quote; the other classes answer after hours. ``posted_by_browsers`` needs a CORS rule for the portal's address.
    """

    name: str
    bucket: Bucket | None
    versioned: bool = False
    archive_days: int | None = None
    archive_class: str = "GLACIER_IR"
    expire_days: int | None = None
    posted_by_browsers: bool = False
    abandoned_upload_days: int = 7
    encryption: str = "AES256"
    tls_only: bool = True


BUCKETS: tuple[StoredBucket, ...] = (
    StoredBucket("qd-raw-mime", Bucket.RAW, archive_days=30, expire_days=365),
    StoredBucket("qd-uploads", Bucket.UPLOADS, archive_days=30, expire_days=365, posted_by_browsers=True),
    StoredBucket("qd-quote-pdfs", Bucket.PDFS, archive_days=30, expire_days=7 * 365 + 2),
    StoredBucket("qd-catalog-source", Bucket.DOCUMENTS, versioned=True),
    StoredBucket(PORTAL_SITE, None),
)
