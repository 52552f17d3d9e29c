"""Counts by unit never speak of a handful of people, not even by subtraction."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from notifications.stages import FEW, Stages, Unit, shown_units, total_of


def unit(number: int, addressed: int) -> Unit:
    return Unit(UUID(int=number + 1), f"Chi bộ {number}", Stages(addressed, addressed, addressed, 1, 1))


sizes = st.lists(st.integers(min_value=1, max_value=12), max_size=12)


@given(sizes)
def test_neither_a_row_nor_what_is_left_of_the_total_is_few(sizes):
    units = [unit(number, size) for number, size in enumerate(sizes)]
    shown = shown_units(units)
    assert all(row.stages.addressed >= FEW for row in shown)
    left = total_of(units).addressed - total_of(shown).addressed
    assert left == 0 or (left < FEW and shown == [])


@given(sizes)
def test_nobody_is_counted_twice(sizes):
    units = [unit(number, size) for number, size in enumerate(sizes)]
    assert total_of(shown_units(units)).addressed <= sum(sizes)


def test_small_units_take_the_smallest_large_one_along():
    rows = shown_units([unit(0, 20), unit(1, 9), unit(2, 2)])
    assert [(row.name, row.stages.addressed) for row in rows] == [("Chi bộ 0", 20), (None, 11)]


def test_a_unit_without_an_id_never_stands_alone():
    """Staff of an office belong to no branch."""
    rows = shown_units([unit(0, 20), Unit(None, None, Stages(7, 0, 0, 0, 0))])
    assert [(row.organization_id is None, row.stages.addressed) for row in rows] == [(False, 20), (True, 7)]
