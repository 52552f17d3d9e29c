"""How well a passage answers a query, and what of it is shown.

Pure and in whole numbers: both databases hand over the same candidates, and this decides alone, so the order is the
same on both.

A number-symbol outweighs everything, then all words in a row in the head, words in the head, words in a row in the
text, words in the text by how often and how densely they stand. A whole word counts more than the beginning of one.
"""

from collections.abc import Sequence
from itertools import pairwise

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


def score(query: Query, exact: str, folded: str, *, head: bool) -> int:
    """Points of a passage given by its words (each set off by spaces)."""
    phrase = query.as_phrase()
    points = 0
    if phrase is not None and _count(phrase, exact, folded)[1]:
        points += _HEAD_PHRASE if head else _BODY_PHRASE
    found = 0
    for term in query.terms:
        whole, beginnings = _count(term, exact, folded)
        found += beginnings
        if head:
            points += _HEAD_WORD if whole else _HEAD_BEGINNING if beginnings else 0
        elif beginnings:
            points += (_BODY_WORD if whole else _BODY_BEGINNING) + _BODY_AGAIN * min(beginnings - 1, _MOST_AGAIN)
    if not head:
        points += min(_MOST_DENSITY, _DENSITY * found // max(1, folded.count(" ")))
    return points


def spans(text: str, query: Query) -> list[Span]:
    """Where in composed text the query's words stand, in order, without overlaps."""
    words = list(symbols.places(text))
    found: list[Span] = []
    for term in query.terms:
        compared = [exact if term.exact else folded for exact, folded, _, _ in words]
        length = len(term.words)
        found += [
            (words[at][2], words[at + length - 1][3])
            for at in range(len(words) - length + 1)
            if _matches(term, compared[at : at + length])
        ]
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def parts(text: str, marked: Sequence[Span]) -> list[tuple[str, bool]]:
    """The whole text as runs, hits set apart."""
    cuts = [0, *(edge for span in marked for edge in span), len(text)]
    runs = ((text[start:end], place % 2 == 1) for place, (start, end) in enumerate(pairwise(cuts)))
    return [(run, hit) for run, hit in runs if run]


def snippet(text: str, marked: Sequence[Span]) -> list[tuple[str, bool]]:
    """About SNIPPET characters around the place with the most hits, cut between words."""
    best = max(range(len(marked)), key=lambda at: (_within(marked, at), -at), default=None)
    start = 0 if best is None else _word_start(text, max(0, marked[best][0] - _LEAD))
    end = _word_end(text, start + SNIPPET)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in marked if a < end and b > start]
    runs = parts(text[start:end], inside)
    before, after = [("… ", False)] if start else [], [(" …", False)] if end < len(text) else []
    return before + runs + after


def _count(term: Term, exact: str, folded: str) -> tuple[int, int]:
    """How often the term stands as whole words, and how often at all."""
    words = exact if term.exact else folded
    sought = f" {' '.join(term.words)}"
    whole = words.count(f"{sought} ")
    return whole, words.count(sought) if term.open_ended else whole


def _matches(term: Term, words: Sequence[str]) -> bool:
    if not term.open_ended:
        return tuple(words) == term.words
    return tuple(words[:-1]) == term.words[:-1] and words[-1].startswith(term.words[-1])


def _within(marked: Sequence[Span], at: int) -> int:
    return sum(start < marked[at][0] + SNIPPET - _LEAD for start, _ in marked[at:])


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
