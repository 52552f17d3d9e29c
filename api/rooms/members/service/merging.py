"""Two cards of one person become one."""

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.outbox import record
from api.kit.pages import Page, PageRequest
from api.rooms.members import proceedings, repository
from api.rooms.members.errors import NotDuplicates
from api.rooms.members.events import MembersMerged
from api.rooms.members.models import Member, State, TransferState
from api.rooms.members.schemas import DuplicateRead, MemberCard, MergeMembersRequest, TwoPeopleRequest
from api.rooms.members.service.keeping import check_present, note
from api.rooms.members.service.reading import as_card, find_editable, in_a_list
from api.rooms.members.service.standing import enter

_FILLED = ("phone", "email")


def list_duplicates(session: Session, actor: Actor, page: PageRequest) -> Page[DuplicateRead]:
    """Pairs of cards in the actor's care that may be one person: same name and birth date, at most one card number."""
    if not actor.places_with(Permission.MEMBERS_EDIT):
        raise NotAllowed(permission=Permission.MEMBERS_EDIT)
    pairs, cursor = repository.duplicates_page(session, actor, page)
    shown = {read.id: read for read in in_a_list(session, [member for pair in pairs for member in pair])}
    items = [DuplicateRead(birth_on=one.birth_on, first=shown[one.id], second=shown[two.id]) for one, two in pairs]
    return Page(items=items, next_cursor=cursor)


def tell_apart(session: Session, actor: Actor, request: TwoPeopleRequest) -> None:
    """Take two cards off the list of duplicates, because they are of two people, or put them back."""
    if request.first_id == request.second_id:
        raise NotDuplicates
    members = [find_editable(session, actor, id_) for id_ in sorted((request.first_id, request.second_id))]
    repository.tell_apart(session, request.first_id, request.second_id, two_people=request.two_people)
    for member, other in (members, members[::-1]):
        note(session, actor, "told_apart" if request.two_people else "not_told_apart", member, other=str(other.id))


def merge_members(session: Session, actor: Actor, request: MergeMembersRequest) -> MemberCard:
    """Keep one card and let the other point to it.

    Empty fields are filled from the dropped card, its open requests follow, its positions count as the keeper's
    (`same_person`), its open transfer is cancelled and its history stays readable. Refused when both have a card
    number: then they are two people, or one number has to be corrected first.
    """
    if request.keep_id == request.drop_id:
        raise NotDuplicates
    # in one order, so that two merges at once wait for each other instead of for ever
    found = {id_: find_editable(session, actor, id_) for id_ in sorted((request.keep_id, request.drop_id))}
    keep, drop = found[request.keep_id], found[request.drop_id]
    check_present(keep)
    check_present(drop)
    if keep.card_hash and drop.card_hash:
        raise NotDuplicates
    for name in _FILLED:
        setattr(keep, name, getattr(keep, name) or getattr(drop, name))
    _pass_on_card(session, keep, drop)
    keep.version += 1
    transfer = proceedings.open_transfer(session, drop.id)
    if transfer is not None:
        transfer.state, transfer.ended_on = TransferState.CANCELLED, clock.today()
    with session.no_autoflush:  # the database wants both columns at once
        drop.merged_into_id = keep.id
        enter(session, drop, State.MERGED, clock.today())
    repository.hand_over(session, drop.id, keep.id)
    record(session, MembersMerged(keep_id=keep.id, drop_id=drop.id))
    note(session, actor, "merged", keep, dropped=str(drop.id))
    session.flush()
    return as_card(session, keep)


def _pass_on_card(session: Session, keep: Member, drop: Member) -> None:
    if drop.card_hash is None:
        return
    given = drop.card_hash, drop.card_sealed, drop.card_tail
    drop.card_hash = drop.card_sealed = drop.card_tail = None
    session.flush()
    keep.card_hash, keep.card_sealed, keep.card_tail = given
