"""The words of the consent, by version. A version that somebody agreed to is never edited; a change is a new one."""

import hashlib
import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("consent_texts.json")


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """Paragraphs by version and language, oldest version first."""
    found: dict[str, dict[str, list[str]]] = json.loads(_FILE.read_text("utf-8"))
    return found


def current() -> str:
    """The version that is shown now."""
    return max(texts())


def sha256_of(version: str) -> str:
    """The sum that stands in each consent, over the paragraphs of both languages."""
    content = json.dumps(texts()[version], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
