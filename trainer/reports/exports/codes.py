"""Codes that stand for people: always the same within a database, and without its key leading to nobody."""

import hmac
from collections.abc import Callable
from functools import cache
from hashlib import sha256

Codes = Callable[[str], str]
"""The code of a person's id."""


def codes(key: bytes) -> Codes:
    """The codes that a key gives: an HMAC of the id, cut to 48 bits. A letter heads it, lest it be read as a number."""

    @cache
    def code(person: str) -> str:
        return "p" + hmac.new(key, person.encode(), sha256).hexdigest()[:12]

    return code
