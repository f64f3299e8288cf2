"""How a use of a key and its picture find each other in the history."""

import hashlib

PICTURE_ID_BYTES = 16


def picture_id(event_id: str) -> str:
    """Give the id of the entry that holds the use's picture."""
    return hashlib.blake2b(f"picture\n{event_id}".encode(), digest_size=PICTURE_ID_BYTES).hexdigest()
