"""Households 「世帯」: who lives in a home, and from when until when. History is theirs, not the home's."""
