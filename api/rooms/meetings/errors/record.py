"""Refusals about the record of a running meeting and its votes."""

from api.kit.errors import AppError


class FieldUnknown(AppError):
    """A record has no such field."""

    status, code, title = 404, "meetings.field_unknown", "The record has no such field."


class TaskNotFound(AppError):
    """No such task of an earlier meeting waits here."""

    status, code, title = 404, "meetings.task_not_found", "There is no such task of an earlier meeting."


class VoteNotFound(AppError):
    """This meeting has no such vote."""

    status, code, title = 404, "meetings.vote_not_found", "There is no such vote."


class ValueMalformed(AppError):
    """A number, a time or a person was expected."""

    status, code, title = 409, "meetings.value_malformed", "The value does not have the form of its field."


class NotOnTheRoll(AppError):
    """Only those summoned stand on the roll."""

    status, code, title = 409, "meetings.not_on_the_roll", "This person is not on the roll of the meeting."


class ItemUnknown(AppError):
    """The agenda of this meeting has no such point."""

    status, code, title = 409, "meetings.item_unknown", "The agenda has no such point."


class SubjectUnknown(AppError):
    """The rules that hold on that day know no such subject."""

    status, code, title = 409, "meetings.subject_unknown", "The rules know no such subject of a vote."


class WayNotAllowed(AppError):
    """The rule of the subject does not allow this way of voting."""

    status, code, title = 409, "meetings.way_not_allowed", "The rules do not allow this way of voting."


class TallyImpossible(AppError):
    """More votes than the base, or papers that do not add up: `problem` says which."""

    status, code, title = 409, "meetings.tally_impossible", "These numbers cannot be true."


class VoteOver(AppError):
    """The vote was counted or called off."""

    status, code, title = 409, "meetings.vote_over", "This vote is over."


class VoteWayWrong(AppError):
    """This vote is taken in another way."""

    status, code, title = 409, "meetings.vote_way_wrong", "This vote is taken in another way."


class MayNotVote(AppError):
    """The frozen roster of the vote gives this member no vote."""

    status, code, title = 409, "meetings.may_not_vote", "You have no vote in this."


class BallotTaken(AppError):
    """One ballot each: this member has taken his with other words, or has chosen already."""

    status, code, title = 409, "meetings.ballot_taken", "You have taken your ballot already."


class BallotInvalid(AppError):
    """The signature on the ballot is not of this vote."""

    status, code, title = 409, "meetings.ballot_invalid", "This ballot was not given out in this vote."


class NotCountedYet(AppError):
    """Receipts are published when the vote is counted."""

    status, code, title = 409, "meetings.not_counted_yet", "The vote is not counted yet."
