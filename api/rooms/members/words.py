"""The Vietnamese words this room prints on paper and in sheets; screens have their own catalogue."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The catalogue, by subject."""
    read: dict[str, Any] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return read
