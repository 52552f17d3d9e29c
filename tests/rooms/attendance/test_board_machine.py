"""The board as a state machine: whatever arrives, in whatever order, its figures are those of the set of facts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from api.rooms.attendance.board import Board, Seat
from api.rooms.attendance.company import Sitting
from api.rooms.attendance.presence import Correction, Fact, Flag, Kind, presence

BEGAN = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
MEMBERS = [UUID(int=number) for number in range(1, 6)]
SITES = [UUID(int=100), UUID(int=101), None]
STRANGER = MEMBERS[-1]
GUESTS = [UUID(int=number) for number in range(11, 14)]
DELEGATIONS = [UUID(int=200), None]


def at(minute: int) -> datetime:
    return BEGAN + timedelta(minutes=minute)


SITTINGS = (
    Sitting(UUID(int=300), "Phiên sáng", at(0), at(5), at(14)),
    Sitting(UUID(int=301), "Phiên chiều", at(12), at(16), at(40)),
)


def new_board() -> Board:
    seats = {who: Seat(who, SITES[n % 3], DELEGATIONS[n % 2], in_base=n % 2 == 0) for n, who in enumerate(MEMBERS[:-1])}
    seats |= {
        who: Seat(who, SITES[n % 3], DELEGATIONS[n % 2], in_base=False, guest=True) for n, who in enumerate(GUESTS)
    }
    return Board(seats, SITTINGS)


class TheBoard(RuleBasedStateMachine):
    scans = Bundle("scans")

    def __init__(self) -> None:
        super().__init__()
        self.board = new_board()
        self.kept: list[tuple[int, Fact]] = []
        self.words: frozenset[Correction] = frozenset()

    @rule(
        target=scans,
        who=st.sampled_from(MEMBERS + GUESTS),
        minute=st.integers(0, 30),
        kind=st.sampled_from(Kind),
        flags=st.frozensets(st.sampled_from([Flag.LATE, Flag.SELF, Flag.CODE_EXPIRED]), max_size=2),
    )
    def somebody_is_scanned(self, who, minute, kind, flags):
        scan_id = UUID(int=1000 + len(self.kept))
        number = 0 if who in GUESTS else len(self.kept) + 1
        self.kept.append((number, Fact(at(minute), scan_id, who, kind=kind, flags=flags)))
        return scan_id

    @rule(scan_id=scans, counts=st.booleans())
    def the_secretary_has_a_word(self, scan_id, counts):
        number = len(self.words)
        self.words |= {Correction(BEGAN + timedelta(seconds=number), UUID(int=5000 + number), scan_id, counts)}

    @rule()
    def the_board_looks(self):
        new = [one for one in self.kept if one[0] == 0 or one[0] > self.board.number]
        self.board.take(new, self.words)

    @rule()
    def the_board_hears_everything_again(self):
        self.board.take(reversed(self.kept), self.words)

    @invariant()
    def after_a_look_figures_are_those_of_the_facts(self):
        self.board.take(self.kept, self.words)
        there = presence((fact for _, fact in self.kept), self.words)
        assert self.board.there == there
        asked = [self.board.seats[who] for who in there if who != STRANGER]
        assert (self.board.present, self.board.others) == (len(asked), len(there) - len(asked))
        assert self.board.base_present == sum(seat.in_base for seat in asked)
        assert self.board.guests.present == sum(who in there for who in GUESTS)
        assert self.board.inside == sum(stay.left_at is None for stay in there.values())
        for site_id, place in self.board.sites.items():
            assert place.present == sum(seat.site_id == site_id for seat in asked)
            assert 0 <= place.present <= place.expected
        for delegation_id, place in self.board.delegations.items():
            assert place.present == sum(seat.delegation_id == delegation_id for seat in asked)
        for sitting in SITTINGS:
            sat = presence((fact for _, fact in self.kept if sitting.covers(fact)), self.words).values()
            hall = self.board.halls[sitting.id]
            assert (hall.present, hall.inside) == (len(sat), sum(stay.left_at is None for stay in sat))
        again = new_board()
        again.take(self.kept, self.words)
        assert (again.present, again.there, again.sites.keys()) == (len(asked), there, self.board.sites.keys())
        assert (again.halls, again.inside) == (self.board.halls, self.board.inside)


TestTheBoard = TheBoard.TestCase
TestTheBoard.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
