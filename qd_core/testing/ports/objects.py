"""Contract of `ObjectStore`."""

from __future__ import annotations

import pytest

from qd_core.ports import Bucket, ObjectStore

__all__ = ["ObjectStoreContract"]


class ObjectStoreContract:
    """Give a fixture ``objects``: an empty store."""

    def test_what_was_put_is_got_back(self, objects: ObjectStore) -> None:
        key = objects.put(Bucket.RAW, "a/b c.eml", b"\x00\xff raw", media_type="message/rfc822")
        assert key.startswith(f"{Bucket.RAW}/")
        assert objects.get(key) == b"\x00\xff raw"
        assert objects.exists(key)

    def test_the_same_key_again_replaces(self, objects: ObjectStore) -> None:
        objects.put(Bucket.PDFS, "q.pdf", b"one")
        key = objects.put(Bucket.PDFS, "q.pdf", b"two")
        assert objects.get(key) == b"two"

    def test_buckets_do_not_mix(self, objects: ObjectStore) -> None:
        one = objects.put(Bucket.RAW, "same", b"raw")
        two = objects.put(Bucket.UPLOADS, "same", b"upload")
        assert (objects.get(one), objects.get(two)) == (b"raw", b"upload")

    def test_a_missing_key_is_a_key_error(self, objects: ObjectStore) -> None:
        assert not objects.exists(f"{Bucket.RAW}/nothing")
        with pytest.raises(KeyError):
            objects.get(f"{Bucket.RAW}/nothing")

    def test_delete_is_harmless_twice(self, objects: ObjectStore) -> None:
        key = objects.put(Bucket.RAW, "gone", b"x")
        objects.delete(key)
        objects.delete(key)
        assert not objects.exists(key)
