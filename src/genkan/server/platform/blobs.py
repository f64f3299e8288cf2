"""Pictures and other large bytes, each named by its content."""

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO, NewType, Protocol

BlobId = NewType("BlobId", str)  # SHA-256 of the content, 64 hexadecimal digits

_HEX_DIGITS = frozenset("0123456789abcdef")
_ID_LENGTH = 64


class BlobMissing(Exception):
    """No blob has this id (any more)."""


class BlobStore(Protocol):
    """Where blobs are kept. Equal contents are one blob."""

    async def put(self, content: bytes) -> BlobId:
        """Keep the content; when this returns, it is durable and complete."""

    def open(self, blob_id: BlobId) -> BinaryIO:
        """Open the blob for reading. Raises BlobMissing."""

    async def delete(self, blob_id: BlobId) -> None:
        """Forget the blob; one that is missing already is no fault."""


class FileBlobs:
    """Blobs as files below a folder, 256 folders wide."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: bytes) -> BlobId:
        return await asyncio.to_thread(self._put, content)

    def open(self, blob_id: BlobId) -> BinaryIO:
        try:
            return self._place(blob_id).open("rb")
        except FileNotFoundError:
            raise BlobMissing(blob_id) from None

    async def delete(self, blob_id: BlobId) -> None:
        await asyncio.to_thread(self._place(blob_id).unlink, missing_ok=True)

    def _put(self, content: bytes) -> BlobId:
        blob_id = BlobId(hashlib.sha256(content).hexdigest())
        place = self._place(blob_id)
        if place.exists():
            return blob_id
        place.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and renamed: a reader, or a crash, sees all of it or nothing.
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)
        return blob_id

    def _place(self, blob_id: BlobId) -> Path:
        if len(blob_id) != _ID_LENGTH or not _HEX_DIGITS.issuperset(blob_id):
            raise BlobMissing(blob_id)  # never a path of somebody's choosing
        return self._folder / blob_id[:2] / blob_id[2:]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
