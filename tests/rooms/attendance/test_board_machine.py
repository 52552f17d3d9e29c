"""The board as a state machine: whatever arrives, in whatever order, its figures are those of the set of facts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from api.rooms.attendance.board import Board, Seat
from api.rooms.attendance.presence import Correction, Fact, Flag, Kind, presence

BEGAN = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
MEMBERS = [UUID(int=number) for number in range(1, 6)]
SITES = [UUID(int=100), UUID(int=101), None]
STRANGER = MEMBERS[-1]


def new_board() -> Board:
    return Board({who: Seat(who, SITES[n % 3], None, in_base=n % 2 == 0) for n, who in enumerate(MEMBERS[:-1])})


class TheBoard(RuleBasedStateMachine):
    scans = Bundle("scans")

    def __init__(self) -> None:
        super().__init__()
        self.board = new_board()
        self.kept: list[tuple[int, Fact]] = []
        self.words: frozenset[Correction] = frozenset()

    @rule(
        target=scans,
        who=st.sampled_from(MEMBERS),
        minute=st.integers(0, 30),
        kind=st.sampled_from(Kind),
        flags=st.frozensets(st.sampled_from([Flag.LATE, Flag.SELF, Flag.CODE_EXPIRED]), max_size=2),
    )
    def somebody_is_scanned(self, who, minute, kind, flags):
        scan_id = UUID(int=1000 + len(self.kept))
        self.kept.append(
            (len(self.kept) + 1, Fact(BEGAN + timedelta(minutes=minute), scan_id, who, kind=kind, flags=flags))
        )
        return scan_id

    @rule(scan_id=scans, counts=st.booleans())
    def the_secretary_has_a_word(self, scan_id, counts):
        number = len(self.words)
        self.words |= {Correction(BEGAN + timedelta(seconds=number), UUID(int=5000 + number), scan_id, counts)}

    @rule()
    def the_board_looks(self):
        self.board.take(self.kept[self.board.number :], self.words)

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
        for site_id, place in self.board.sites.items():
            assert place.present == sum(seat.site_id == site_id for seat in asked)
            assert 0 <= place.present <= place.expected
        again = new_board()
        again.take(self.kept, self.words)
        assert (again.present, again.there, again.sites.keys()) == (len(asked), there, self.board.sites.keys())


TestTheBoard = TheBoard.TestCase
TestTheBoard.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
