"""My own data as a file: JSON for programs, PDF for people."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from api.kit import clock, pdf
from api.kit.actors import Actor
from api.kit.pages import MOST, PageRequest
from api.rooms.members.cards import CardKeys
from api.rooms.members.schemas import MemberHistory, OwnData
from api.rooms.members.service.keeping import note
from api.rooms.members.service.own import list_views, own_member, read_own_card, read_own_history
from api.rooms.members.service.requests import list_own

_ROOM = Path(__file__).parent.parent
_SHOWN_VIEWS = 100


def export_own(session: Session, actor: Actor, keys: CardKeys) -> OwnData:
    """Everything the house keeps about me, the card number whole; taking it is written into the audit."""
    member = own_member(session, actor)
    data = OwnData(
        made_at=clock.now(),
        card=read_own_card(session, actor),
        card_number=keys.open(member.card_sealed) if member.card_sealed else None,
        history=read_own_history(session, actor),
        requests=list_own(session, actor, PageRequest(limit=MOST)).items,
        views=list_views(session, actor, PageRequest(limit=_SHOWN_VIEWS)).items,
    )
    note(session, actor, "own_data_exported", member)
    return data


def print_own(session: Session, actor: Actor, keys: CardKeys) -> bytes:
    """The same as `export_own` on paper."""
    data = export_own(session, actor, keys)
    words = _words()
    own = words["own_data"]
    return pdf.render(
        _template(),
        {
            "words": own,
            "made_at": _moment(data.made_at),
            "card": [[own[name], value] for name, value in _card_lines(data, words)],
            "parts": [
                *_history_parts(data.history, words),
                _part("requests", ("kind", "received", "finish_by", "state", "answer"), _request_rows(data, words)),
                _part("views", ("when", "who", "branch"), _view_rows(data, words)),
            ],
        },
    )


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((_ROOM / "words.json").read_text(encoding="utf-8"))
    return words


@cache
def _template() -> str:
    return (_ROOM / "own_data.typ").read_text(encoding="utf-8")


def _card_lines(data: OwnData, words: dict[str, dict[str, str]]) -> Iterable[tuple[str, str | None]]:
    card = data.card
    yield "full_name", card.full_name
    yield "birth_on", _day(card.birth_on)
    yield "sex", words["sexes"][card.sex]
    yield "admitted_on", _day(card.admitted_on)
    yield "official_on", _day(card.official_on)
    yield "card_number", data.card_number
    yield "branch", card.branch.name
    yield "phone", card.phone
    yield "email", card.email
    yield "state", words["states"][card.state]
    yield "party_age", f"{card.party_age_years} {words['own_data']['years']}"


def _history_parts(history: MemberHistory, words: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [
        _part(
            "states",
            ("state", "from", "to"),
            [[words["states"][entry.state], *_span(entry.from_on, entry.to_on)] for entry in history.states],
        ),
        _part(
            "memberships",
            ("branch", "from", "to"),
            [[entry.branch.name, *_span(entry.from_on, entry.to_on)] for entry in history.memberships],
        ),
        _part(
            "exemptions",
            ("kind", "from", "to"),
            [[words["exemptions"][entry.kind], *_span(entry.from_on, entry.to_on)] for entry in history.exemptions],
        ),
        _part(
            "transfers",
            ("state", "branch", "from"),
            [
                [
                    words["transfer_states"][entry.state],
                    entry.to_branch.name if entry.to_branch else entry.to_place,
                    _day(entry.decided_on),
                ]
                for entry in history.transfers
            ],
        ),
    ]


def _request_rows(data: OwnData, words: dict[str, dict[str, str]]) -> list[list[str | None]]:
    return [
        [
            words["request_kinds"][request.kind],
            _day(request.received_on),
            _day(request.finish_by),
            words["request_states"][request.state],
            request.answer,
        ]
        for request in data.requests
    ]


def _view_rows(data: OwnData, words: dict[str, dict[str, str]]) -> list[list[str | None]]:
    return [
        [
            _moment(view.at),
            words["roles"][view.role] if view.role else None,
            view.organization.name if view.organization else None,
        ]
        for view in data.views
    ]


def _part(title: str, head: Sequence[str], rows: Sequence[Sequence[str | None]]) -> dict[str, Any]:
    own = _words()["own_data"]
    return {"title": own[title], "head": [own[name] for name in head], "rows": rows}


def _span(from_on: date, to_on: date | None) -> tuple[str | None, str]:
    return _day(from_on), _day(to_on) or _words()["own_data"]["now"]


def _day(day: date | None) -> str | None:
    return day.strftime("%d/%m/%Y") if day else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(clock.LOCAL).strftime("%H:%M %d/%m/%Y")
