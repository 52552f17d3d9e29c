"""How well a passage answers a query, and what of it is shown.

Pure and in whole numbers: both databases hand over the same candidates, and this decides alone, so the order is the
same on both.

A number-symbol outweighs everything, then all words in a row in the head, words in the head, words in a row in the
text, words in the text by how often and how densely they stand. A whole word counts more than the beginning of one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from api.kit.folding import fold
from api.rooms.library import symbols
from api.rooms.library.queries import Query, Term

SYMBOL = 1000
REPLACED = -150
_HEAD_PHRASE, _HEAD_WORD, _HEAD_BEGINNING = 300, 40, 20
_BODY_PHRASE, _BODY_WORD, _BODY_BEGINNING, _BODY_AGAIN = 120, 10, 6, 2
_MOST_AGAIN = 5
_DENSITY, _MOST_DENSITY = 200, 20
SNIPPET = 220
_LEAD = 60

Span = tuple[int, int]


class Needle(NamedTuple):
    """A term as it is sought in a passage's words, each of which has a space before and after it."""

    exact: bool
    whole: str
    beginning: str | None


class Scorer:
    """Points for passages under one query."""

    def __init__(self, query: Query) -> None:
        self._needles = [_needle(term) for term in query.terms]
        phrase = query.as_phrase()
        self._phrase = _needle(phrase) if phrase is not None else None

    def head(self, exact: str, folded: str) -> int:
        """Points of a document's head."""
        points = _HEAD_PHRASE if self.in_a_row(exact, folded) else 0
        for needle in self._needles:
            words = exact if needle.exact else folded
            if needle.whole in words:
                points += _HEAD_WORD
            elif needle.beginning is not None and needle.beginning in words:
                points += _HEAD_BEGINNING
        return points

    def body(self, exact: str, folded: str) -> int:
        """Points of a passage of text."""
        points = _BODY_PHRASE if self.in_a_row(exact, folded) else 0
        total = 0
        for needle in self._needles:
            words = exact if needle.exact else folded
            found = words.count(needle.beginning or needle.whole)
            if found:
                points += _BODY_WORD if needle.whole in words else _BODY_BEGINNING
                points += _BODY_AGAIN * min(found - 1, _MOST_AGAIN)
                total += found
        return points + min(_MOST_DENSITY, _DENSITY * total // max(1, folded.count(" ")))

    def in_a_row(self, exact: str, folded: str) -> bool:
        """Whether all words of the query, of which there are several, follow each other."""
        if self._phrase is None:
            return False
        return (self._phrase.beginning or self._phrase.whole) in (exact if self._phrase.exact else folded)


def _needle(term: Term) -> Needle:
    words = f" {' '.join(term.words)}"
    return Needle(term.exact, f"{words} ", words if term.open_ended else None)


class Marker:
    """Finds a query's words in texts as they were written."""

    def __init__(self, query: Query) -> None:
        self._exact = _Sought([term for term in query.terms if term.exact])
        self._folded = _Sought([term for term in query.terms if not term.exact])

    def spans(self, text: str) -> list[Span]:
        """Where in composed text the words stand, in order; words side by side are one span."""
        lower = text.lower()
        found = self._exact.spans(lower if len(lower) == len(text) else text) + self._folded.spans(fold(text))
        merged: list[Span] = []
        for start, end in sorted(found):
            if merged and not text[merged[-1][1] : start].strip():
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


class _Sought:
    """Terms as one pattern.

    A word that may go on (`so` of `chuyen doi so`) does so only where it does not stand whole: beside `số`, `sống` is
    not meant.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        whole = [replace(term, open_ended=False) for term in terms]
        going_on = [whole[at] for at, term in enumerate(terms) if term.open_ended]
        self._open, self._whole, self._last = _pattern(terms), _pattern(whole), _pattern(going_on)

    def spans(self, words: str) -> list[Span]:
        stands_whole = self._last is None or self._last.search(words)
        pattern = self._whole if stands_whole else self._open
        return [match.span() for match in pattern.finditer(words)] if pattern else []


def _pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """The terms as `symbols.words` would cut them: longest first, leading zeros and the `i` of `QĐi` let through.

    What stands before a word is asked once for all of them, which is five times faster than once for each.
    """
    sought = sorted(terms, key=lambda term: -sum(map(len, term.words)))
    numbers = "|".join(_expression(term) for term in sought if term.words[0].isdigit())
    words = "|".join(_expression(term) for term in sought if not term.words[0].isdigit())
    kinds = ((r"(?<![0-9])", numbers), (r"(?<![^\W\d_])", words))
    return re.compile("|".join(f"{before}(?:{found})" for before, found in kinds if found)) if sought else None


def _expression(term: Term) -> str:
    parts = []
    for place, word in enumerate(term.words):
        number = word.isdigit()
        if place:
            # letters and digits part by themselves, `05NQ` is two words
            parts.append(r"[\W_]+" if term.words[place - 1].isdigit() == number else r"[\W_]*")
        parts.append(f"0*{word}" if number else re.escape(word) + ("i?" if word in symbols.SHORTENED else ""))
    number = term.words[-1].isdigit()
    if term.open_ended:
        parts.append(r"[0-9]*" if number else r"[^\W\d_]*")
    else:
        parts.append(r"(?![0-9])" if number else r"(?![^\W\d_])")
    return "".join(parts)


def parts(text: str, marked: Sequence[Span]) -> list[tuple[str, bool]]:
    """The whole text as runs, hits set apart."""
    cuts = [0, *(edge for span in marked for edge in span), len(text)]
    runs = ((text[start:end], place % 2 == 1) for place, (start, end) in enumerate(pairwise(cuts)))
    return [(run, hit) for run, hit in runs if run]


def snippet(text: str, marked: Sequence[Span]) -> list[tuple[str, bool]]:
    """About SNIPPET characters around the place with the most to mark, cut between words and never inside a hit."""
    best = max(range(len(marked)), key=lambda at: (_within(marked, at), -at), default=None)
    start = 0 if best is None else _word_start(text, max(0, marked[best][0] - _LEAD))
    end = _word_end(text, start + SNIPPET)
    end = next((b for a, b in marked if a < end < b), end)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in marked if a < end and b > start]
    runs = parts(text[start:end], inside)
    before, after = [("… ", False)] if start else [], [(" …", False)] if end < len(text) else []
    return before + runs + after


def _within(marked: Sequence[Span], at: int) -> int:
    """How many letters of hits a snippet that begins at one of them shows: a phrase outweighs its last word alone."""
    last = marked[at][0] + SNIPPET - _LEAD
    return sum(end - start for start, end in marked[at:] if end <= last)


def _word_start(text: str, at: int) -> int:
    """The beginning of the word after `at`, unless a word begins there."""
    if at == 0:
        return 0
    space = text.find(" ", at - 1)
    return space + 1 if 0 <= space < at + _LEAD else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > at - _LEAD else at
