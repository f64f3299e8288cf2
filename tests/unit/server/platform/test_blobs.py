"""Pictures as files: whole or not there, named by what they hold."""

import hashlib
from pathlib import Path

import pytest

from genkan.server.platform.blobs import BlobId, BlobMissing, FileBlobs


def names_below(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_a_blob_comes_back_under_the_name_of_its_content(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)

    blob_id = await blobs.put(b"a picture")

    assert blob_id == hashlib.sha256(b"a picture").hexdigest()
    with blobs.open(blob_id) as file:
        assert file.read() == b"a picture"


async def test_equal_contents_are_one_blob(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)

    assert await blobs.put(b"same") == await blobs.put(b"same")
    assert len(names_below(tmp_path)) == 1


async def test_a_deleted_blob_is_missing_and_deleting_it_again_is_no_fault(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    blob_id = await blobs.put(b"gone")

    await blobs.delete(blob_id)
    await blobs.delete(blob_id)

    with pytest.raises(BlobMissing):
        blobs.open(blob_id)


async def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    name = hashlib.sha256(b"x").hexdigest()
    (tmp_path / name[:2]).write_bytes(b"")  # a file where its folder should be

    with pytest.raises(OSError, match="exists"):
        await blobs.put(b"x")

    assert names_below(tmp_path) == [name[:2]]


@pytest.mark.parametrize(
    "name", ["", "../../secrets.json", "A" * 64, "a" * 63, "/etc/passwd", "a" * 62 + "/b"]
)
async def test_a_name_that_is_no_blob_id_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(BlobMissing):
        FileBlobs(tmp_path).open(BlobId(name))
