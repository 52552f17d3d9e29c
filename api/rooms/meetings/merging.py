"""Three-way merge of what two people wrote at once. Pure; nothing either of them added is ever lost.

Texts are compared by lines and, where both changed the same lines, by words (`difflib` of the standard library).
Where both changed the same words, both versions stay in the text and the spot is told as a clash for people to settle.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Clash:
    """What the other had written, and what this writer wrote, at one spot."""

    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with everything in it, and where two people must still agree."""

    text: str
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of the text as each of the three has it."""

    base: Sequence[str]
    theirs: Sequence[str]
    mine: Sequence[str]


def merge_text(base: str, mine: str, theirs: str) -> Merged:
    """The three-way merge: `mine` and `theirs` were both made from `base`."""
    if theirs in (mine, base):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    pieces: list[Merged] = []
    for region in _regions(*(_LINES.findall(text) for text in (base, theirs, mine))):
        texts = tuple("".join(part) for part in (region.base, region.theirs, region.mine))
        pieces.append(_settle(*texts) or _by_words(*texts))
    return _join(pieces)


def merge_values(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], *, texts: AbstractSet[str]
) -> tuple[dict[str, Any], dict[str, tuple[Clash, ...]]]:
    """Merge field by field: texts by words, of anything else the later writer's value stands and the other is told.

    Returns the values and, by field, the clashes.
    """
    values: dict[str, Any] = {}
    clashes: dict[str, tuple[Clash, ...]] = {}
    for name, value in mine.items():
        before, other = base.get(name), theirs.get(name)
        if name in texts:
            merged = merge_text(before or "", value or "", other or "")
            values[name] = merged.text
            if merged.clashes:
                clashes[name] = merged.clashes
            continue
        values[name] = other if value == before else value
        if before not in (value, other) and value != other:
            clashes[name] = (Clash(_told(other), _told(value)),)
    return values, clashes


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _by_words(base: str, theirs: str, mine: str) -> Merged:
    """Both changed these lines: look at the words."""
    pieces: list[Merged] = []
    for region in _regions(*(_WORDS.findall(text) for text in (base, theirs, mine))):
        texts = tuple("".join(part) for part in (region.base, region.theirs, region.mine))
        pieces.append(_settle(*texts) or _both(*texts[1:]))
    return _join(pieces)


def _settle(base: str, theirs: str, mine: str) -> Merged | None:
    """What needs no people: one side only, the same on both, or whole lines added at one place."""
    if mine in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    if not base and _whole_lines(theirs) and _whole_lines(mine):
        return Merged(_one_after_the_other(theirs, mine))
    return None


def _both(theirs: str, mine: str) -> Merged:
    """The same words changed twice: both stay. A deletion has no words, so the other's words stay alone."""
    told = (Clash(theirs, mine),)
    if not theirs.strip() or not mine.strip():
        return Merged(theirs + mine, told)
    if "\n" in theirs + mine:
        return Merged(_one_after_the_other(theirs, mine), told)
    return Merged(f"{theirs} / {mine}", told)


def _whole_lines(text: str) -> bool:
    return text.startswith("\n") or text.endswith("\n")


def _one_after_the_other(theirs: str, mine: str) -> str:
    touching = not theirs.endswith("\n") and not mine.startswith("\n")
    return f"{theirs}\n{mine}" if touching else f"{theirs}{mine}"


def _join(pieces: Sequence[Merged]) -> Merged:
    text = "".join(piece.text for piece in pieces)
    return Merged(text, tuple(clash for piece in pieces for clash in piece.clashes))


def _regions(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Iterator[_Region]:
    """The texts cut where all three agree; what lies between was changed by somebody."""
    at = (0, 0, 0)
    for b, t, m, length in _agreements(base, theirs, mine):
        if (b, t, m) != at:
            yield _Region(base[at[0] : b], theirs[at[1] : t], mine[at[2] : m])
        if length:
            same = base[b : b + length]
            yield _Region(same, same, same)
        at = (b + length, t + length, m + length)


def _agreements(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where all three hold the same: starts in each, and the length; ends with an empty one behind the last sign."""
    with_theirs = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    with_mine = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    one, other = 0, 0
    while one < len(with_theirs) and other < len(with_mine):
        there, here = with_theirs[one], with_mine[other]
        start = max(there.a, here.a)
        end = min(there.a + there.size, here.a + here.size)
        if start < end:
            yield start, there.b + start - there.a, here.b + start - here.a, end - start
        if there.a + there.size < here.a + here.size:
            one += 1
        else:
            other += 1
    yield len(base), len(theirs), len(mine), 0
