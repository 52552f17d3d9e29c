"""My own data as a file: JSON for programs, PDF for people."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from api.kit import clock, pdf
from api.kit.actors import Actor
from api.kit.pages import MOST, PageRequest
from api.rooms.members.affairs import OwnData
from api.rooms.members.cards import CardKeys
from api.rooms.members.schemas import MemberHistory
from api.rooms.members.service.keeping import note
from api.rooms.members.service.own import list_views, own_member
from api.rooms.members.service.reading import as_card, history_of
from api.rooms.members.service.requests import list_own
from api.rooms.members.words import words

_ROOM = Path(__file__).parent.parent
_SHOWN_VIEWS = 100

Words = dict[str, dict[str, str]]


def export_own(session: Session, actor: Actor, keys: CardKeys) -> OwnData:
    """Everything the house keeps about me, the card number whole; taking it is written into the audit."""
    member = own_member(session, actor)
    data = OwnData(
        made_at=clock.now(),
        card=as_card(session, member),
        card_number=keys.open(member.card_sealed) if member.card_sealed else None,
        history=history_of(session, member),
        requests=list_own(session, actor, PageRequest(limit=MOST)).items,
        views=list_views(session, actor, PageRequest(limit=_SHOWN_VIEWS)).items,
    )
    note(session, actor, "own_data_exported", member)
    return data


def print_own(session: Session, actor: Actor, keys: CardKeys) -> bytes:
    """The same as `export_own` on paper."""
    data = export_own(session, actor, keys)
    catalogue = words()
    own = catalogue["own_data"]
    return pdf.render(
        _template(),
        {
            "words": own,
            "made_at": _moment(data.made_at),
            "card": [[own[name], value] for name, value in _card_lines(data, catalogue)],
            "parts": [
                *_history_parts(data.history, catalogue),
                _part("requests", ("kind", "received", "finish_by", "state", "answer"), _request_rows(data, catalogue)),
                _part("views", ("when", "who", "organization"), _view_rows(data, catalogue)),
            ],
        },
    )


@cache
def _template() -> str:
    return (_ROOM / "own_data.typ").read_text(encoding="utf-8")


def _card_lines(data: OwnData, catalogue: Words) -> Iterable[tuple[str, str | None]]:
    card = data.card
    yield "full_name", card.full_name
    yield "birth_on", _day(card.birth_on)
    yield "sex", catalogue["sexes"][card.sex]
    yield "admitted_on", _day(card.admitted_on)
    yield "official_on", _day(card.official_on)
    yield "card_number", data.card_number
    yield "branch", card.branch.name
    yield "phone", card.phone
    yield "email", card.email
    yield "state", catalogue["states"][card.state]
    yield "party_age", f"{card.party_age_years} {catalogue['own_data']['years']}"


def _history_parts(history: MemberHistory, catalogue: Words) -> list[dict[str, Any]]:
    return [
        _part(
            "states",
            ("state", "from", "to"),
            [[catalogue["states"][entry.state], *_span(entry.from_on, entry.to_on)] for entry in history.states],
        ),
        _part(
            "memberships",
            ("branch", "from", "to"),
            [[entry.branch.name, *_span(entry.from_on, entry.to_on)] for entry in history.memberships],
        ),
        _part(
            "exemptions",
            ("kind", "from", "to"),
            [[catalogue["exemptions"][entry.kind], *_span(entry.from_on, entry.to_on)] for entry in history.exemptions],
        ),
        _part(
            "transfers",
            ("state", "branch", "from"),
            [
                [
                    catalogue["transfer_states"][entry.state],
                    entry.to_branch.name if entry.to_branch else entry.to_place,
                    _day(entry.decided_on),
                ]
                for entry in history.transfers
            ],
        ),
    ]


def _request_rows(data: OwnData, catalogue: Words) -> list[list[str | None]]:
    return [
        [
            catalogue["request_kinds"][request.kind],
            _day(request.received_on),
            _day(request.finish_by),
            catalogue["request_states"][request.state],
            request.answer,
        ]
        for request in data.requests
    ]


def _view_rows(data: OwnData, catalogue: Words) -> list[list[str | None]]:
    return [
        [
            _moment(view.at),
            catalogue["roles"][view.role] if view.role else None,
            view.organization.name if view.organization else None,
        ]
        for view in data.views
    ]


def _part(title: str, head: Sequence[str], rows: Sequence[Sequence[str | None]]) -> dict[str, Any]:
    own = words()["own_data"]
    return {"title": own[title], "head": [own[name] for name in head], "rows": rows}


def _span(from_on: date, to_on: date | None) -> tuple[str | None, str]:
    return _day(from_on), _day(to_on) or words()["own_data"]["now"]


def _day(day: date | None) -> str | None:
    return day.strftime("%d/%m/%Y") if day else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(clock.LOCAL).strftime("%H:%M %d/%m/%Y")
