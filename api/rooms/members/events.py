"""The facts the room announces."""

from uuid import UUID

from api.kit.outbox import Event


class MemberLeft(Event):
    """A member is none any more: transferred out, removed, expelled or dead."""

    kind = "members.left"
    member_id: UUID


class MembersMerged(Event):
    """Two cards of one person became one; `drop_id` stands for `keep_id` from now on."""

    kind = "members.merged"
    keep_id: UUID
    drop_id: UUID


class MemberMoved(Event):
    """A member belongs to another branch."""

    kind = "members.moved"
    member_id: UUID
    branch_id: UUID


class DataRequestReceived(Event):
    """A member asked something about his own data."""

    kind = "members.request_received"
    request_id: UUID
    branch_id: UUID


class DataRequestAnswered(Event):
    """The request has its answer."""

    kind = "members.request_answered"
    request_id: UUID
    member_id: UUID


class MembersImported(Event):
    """An Excel sheet was brought in."""

    kind = "members.imported"
    import_id: UUID
    organization_id: UUID
