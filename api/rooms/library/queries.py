"""What somebody typed into the search box, taken apart.

Words typed with diacritics want exactly these letters, words without want all that fold to them. Quotation marks make
a phrase; so does anything written without a space, such as a number-symbol, which is always compared folded (people
write `NQ/DU` for `NQ/ĐU`). The last word, unless quoted, also finds longer words: it may still be being typed.
"""

import re
from dataclasses import dataclass, replace

from api.kit.folding import compose, fold
from api.rooms.library import symbols

_PIECES = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')


@dataclass(frozen=True)
class Term:
    """Words that follow each other; `exact` compares diacritics, `open_ended` lets the last word go on."""

    words: tuple[str, ...]
    exact: bool
    open_ended: bool = False

    def folded(self) -> "Term":
        """The same without regard to diacritics."""
        return replace(self, words=tuple(map(fold, self.words)), exact=False)


@dataclass(frozen=True)
class Query:
    """All terms must be found; `symbol` is the key of a number-symbol when the query is one."""

    terms: tuple[Term, ...]
    symbol: str | None

    @property
    def has_exact(self) -> bool:
        """Whether diacritics matter anywhere."""
        return any(term.exact for term in self.terms)

    def closed(self) -> "Query":
        """The same with every word as it stands, none of them going on."""
        return replace(self, terms=tuple(replace(term, open_ended=False) for term in self.terms))

    def narrowing(self) -> tuple[Term, ...]:
        """The terms that passages must hold: a single letter that goes on begins too much and only counts as praise."""
        return tuple(term for term in self.terms if not (term.open_ended and len("".join(term.words)) == 1))

    def folded(self) -> "Query":
        """The same without regard to diacritics."""
        return Query(tuple(dict.fromkeys(term.folded() for term in self.terms)), self.symbol)

    def as_phrase(self) -> Term | None:
        """All words in a row, as the title of a paper would have them; None for a single word."""
        words = tuple(word for term in self.terms for word in term.words)
        if len(words) < 2 or len(self.terms) < 2:  # noqa: PLR2004 - one word is no phrase, one term is one already
            return None
        exact = all(term.exact or fold(word) == word for term in self.terms for word in term.words)
        phrase = Term(words, exact=exact and self.has_exact, open_ended=self.terms[-1].open_ended)
        return phrase if phrase.exact else phrase.folded()


def parse(typed: str) -> Query:
    """Take a query apart; one without a word or number has no terms and finds nothing."""
    text = compose(typed).translate({ord("Ð"): "Đ", ord("ð"): "đ"})
    terms: list[Term] = []
    for piece in _PIECES.finditer(text):
        quoted = piece[1] is not None
        exact, folded = symbols.words(piece[1] if quoted else piece[2])
        if not exact:
            continue
        marked = exact != folded and not (any(word.isdigit() for word in exact) and not quoted)
        last = not quoted and piece.end() == len(text.rstrip())
        open_ended = last and _may_go_on(exact[-1], alone=not terms and len(exact) == 1)
        terms.append(Term(tuple(exact if marked else folded), exact=marked, open_ended=open_ended))
    found = symbols.find(text.upper())
    symbol = symbols.key(found.text) if found is not None else None
    return Query(tuple(dict.fromkeys(terms)), symbol)


def _may_go_on(word: str, *, alone: bool) -> bool:
    """A single letter begins too much unless other words narrow it; a single digit is a number."""
    return len(word) > 1 or (not alone and word.isalpha())
