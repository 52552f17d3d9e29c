"""Server-sent events for boards and desks (HTML Standard §9.2): figures as they are, resumed by Last-Event-ID."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Protocol
from uuid import UUID

from pydantic import BaseModel

from api.kit import clock
from api.rooms.attendance import board
from api.rooms.attendance.presence import counts
from api.rooms.attendance.repository.following import NumberedScan
from api.rooms.attendance.schemas.live import (
    BoardGuestsRead,
    BoardPlaceRead,
    BoardRead,
    BoardSessionRead,
    CorrectedRead,
    DeskRead,
    QuorumRead,
    TakenRead,
)
from api.rooms.attendance.service.following import Following, Listener
from api.rooms.attendance.service.watching import Watch

STAY = 300.0
"""Seconds after which a stream ends and is asked for again: then the position is looked at anew."""
_PING = 15.0
_BETWEEN = 0.5
"""Least seconds between two events to one phone."""
_NUMBER = re.compile(r"[0-9]{1,18}")
_SCANS = 500
"""Scans in one event."""


class Teller(Protocol):
    """Makes the next events for one listener from the last one that it knows."""

    def __call__(self, watch: Watch) -> list[bytes]:
        """Events since the last call; none when nothing is new."""


async def stream(following: Following, listener: Listener, teller: Teller) -> AsyncIterator[bytes]:
    """Tell one listener until it leaves, may no longer, or has stayed long enough."""
    until = asyncio.get_running_loop().time() + STAY
    try:
        while (left := until - asyncio.get_running_loop().time()) > 0:
            try:
                await asyncio.wait_for(listener.news.wait(), min(_PING, left))
            except TimeoutError:
                yield b": still here\n\n"
                continue
            listener.news.clear()
            for event in teller(listener.watch):
                yield event
            if listener.ended:
                yield _event("ended", None, f'{{"reason":"{listener.ended}"}}')
                return
            await asyncio.sleep(_BETWEEN)
    finally:
        following.leave(listener)


def tell_board(last: str | None) -> Teller:
    """A whole board first, then what moved; a phone that comes back within the epoch is told only what it missed."""
    known = last

    def teller(watch: Watch) -> list[bytes]:
        nonlocal known
        with watch.reading:
            if not watch.epoch or _change(watch) == known:
                return []
            epoch, _, change = (known or "").partition("-")
            since = _number(change) if epoch == watch.epoch else None
            read = board_read(watch, since)
        known = read.change
        return [_event("board" if since is None else "moved", read.change, read)]

    return teller


def tell_desk(listener: Listener, last: str | None) -> Teller:
    """The scans of the desk's site, what was said about them, and when its list of people has to be fetched again."""
    known = _number(last or "") or 0
    phones, epoch = 0, ""
    said: dict[UUID, bool] = {}

    def teller(watch: Watch) -> list[bytes]:
        nonlocal known, phones, epoch, said
        with watch.reading:
            scans, verdicts = watch.scans_after(known, listener.site_id), watch.corrected.get(listener.site_id, {})
        events = []
        for part in range(0, len(scans), _SCANS):
            some = scans[part : part + _SCANS]
            known = some[-1].number
            events.append(_event("scans", str(known), desk_read(known, some, verdicts)))
        if verdicts != said:
            events.append(_event("corrected", None, CorrectedRead(counts=verdicts)))
            said = verdicts
        if phones != listener.phones or (epoch and epoch != watch.epoch):
            events.append(_event("people", None, "{}"))
        phones, epoch = listener.phones, watch.epoch
        return events

    return teller


def board_read(watch: Watch, since: int | None) -> BoardRead:
    """The figures, of all places or of those that moved after a change; the caller holds `reading`."""
    found, company = watch.board, watch.company
    return BoardRead(
        meeting_id=watch.place.meeting_id,
        title=watch.place.title,
        change=_change(watch),
        at=clock.now(),
        expected=len(found.seats),
        present=found.present,
        inside=found.inside,
        others=found.others,
        guests=BoardGuestsRead(expected=found.guests.expected, present=found.guests.present),
        quorum=QuorumRead(base=found.base, needed=found.base // 2 + 1, present=found.base_present),
        sites=_places(found.sites, watch.site_names, since),
        delegations=_places(found.delegations, watch.delegation_names, since),
        sessions=[
            BoardSessionRead(
                id=one.id, title=one.title, starts_at=one.starts_at, ends_at=one.ends_at, **asdict(found.halls[one.id])
            )
            for one in company.sittings
        ],
    )


def desk_read(number: int, scans: list[NumberedScan], verdicts: dict[UUID, bool]) -> DeskRead:
    """Scans as another desk is told of them."""
    return DeskRead(number=number, scans=[_taken(scan, verdicts) for scan in scans])


def _taken(scan: NumberedScan, verdicts: dict[UUID, bool]) -> TakenRead:
    fact = scan.fact
    return TakenRead(
        scan_id=fact.scan_id,
        member_id=fact.member_id,
        kind=fact.kind,
        at=fact.corrected_at,
        counts=counts(fact, verdicts),
        device_id=scan.device_id,
    )


def _places(places: dict[UUID | None, board.Place], names: dict[UUID, str], since: int | None) -> list[BoardPlaceRead]:
    """In the order of names; sites at which nobody is expected are left out."""
    keys: list[UUID | None] = [key for key in names if key in places]
    keys += [None] if None in places else []
    return [
        BoardPlaceRead(id=key, name=names.get(key) if key else None, expected=place.expected, present=place.present)
        for key, place in ((key, places[key]) for key in keys)
        if since is None or place.moved > since
    ]


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _change(watch: Watch) -> str:
    return f"{watch.epoch}-{watch.board.change}"


def _event(name: str, number: str | None, data: BaseModel | str) -> bytes:
    text = data if isinstance(data, str) else data.model_dump_json()
    line = f"id: {number}\n" if number is not None else ""
    return f"{line}event: {name}\ndata: {text}\n\n".encode()
