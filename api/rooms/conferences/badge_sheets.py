"""Badges on A4: eight cards a sheet to cut, or 24 labels (66 × 33.9 mm) to peel off."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from api.kit import pdf
from api.rooms.signin import qr

_HERE = Path(__file__).parent


class Layout(StrEnum):
    """How badges are put on paper."""

    CARDS = "cards"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Badge:
    """One person's badge; `code` is empty for members, who show their own telephone."""

    name: str
    organization: str
    delegation: str
    site: str
    seat: str
    code: str


def as_pdf(title: str, badges: Sequence[Badge], layout: Layout) -> bytes:
    """The sheets, in the order given."""
    return pdf.render(_typst(), {"title": title, "layout": layout.value, "cards": [_card(one) for one in badges]})


def _card(badge: Badge) -> dict[str, str]:
    said = words()
    card: dict[str, str] = asdict(badge) | said["guest" if badge.code else "member"]
    del card["code"]
    card["seat"] = said["seat"].format(seat=badge.seat) if badge.seat else ""
    card["qr"] = qr.as_svg(badge.code) if badge.code else ""
    return card


@cache
def words() -> dict[str, Any]:
    """What is printed."""
    read: dict[str, Any] = json.loads((_HERE / "badge_words.json").read_text(encoding="utf-8"))
    return read


@cache
def _typst() -> str:
    return (_HERE / "badges.typ").read_text(encoding="utf-8")
