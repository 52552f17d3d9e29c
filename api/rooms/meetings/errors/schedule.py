"""Refusals about the schedule: meetings, agenda, papers, answers, calendar addresses."""

from api.kit.errors import AppError


class MeetingNotFound(AppError):
    """No such meeting in what the actor sees."""

    status, code, title = 404, "meetings.not_found", "There is no such meeting."


class PlaceNotFound(AppError):
    """No such organisation in what the actor sees."""

    status, code, title = 404, "meetings.organization_not_found", "There is no such organisation."


class InvitationNotFound(AppError):
    """This person is not asked to come to this meeting."""

    status, code, title = 404, "meetings.not_invited", "This person is not asked to come."


class PaperNotFound(AppError):
    """No such paper at this meeting, or its file is gone."""

    status, code, title = 404, "meetings.paper_not_found", "There is no such paper at this meeting."


class CalendarNotFound(AppError):
    """The address was never given out, or was taken back."""

    status, code, title = 404, "meetings.calendar_not_found", "There is no such calendar."


class TimesImpossible(AppError):
    """A meeting starts before it ends, lasts at most a week, and not in another century."""

    status, code, title = 409, "meetings.times_impossible", "These times are not possible."


class OrganizationOver(AppError):
    """An organisation that has ended meets no more."""

    status, code, title = 409, "meetings.organization_ended", "This organisation has ended."


class KindUnknown(AppError):
    """The rules that hold on that day know no such kind of meeting."""

    status, code, title = 409, "meetings.kind_unknown", "The rules know no such kind of meeting."


class PersonUnknown(AppError):
    """Chair, clerk and presenters stand in the organisation's list; the superior has an office above it."""

    status, code, title = 409, "meetings.person_unknown", "This person cannot take this part."


class SiteInUse(AppError):
    """Somebody was scanned there, or may scan there: such a site stays."""

    status, code, title = 409, "meetings.site_in_use", "Check-ins belong to this site, so it stays."


class IdTaken(AppError):
    """The id belongs to something else: ids are made once."""

    status, code, title = 409, "meetings.id_taken", "This id belongs to something else."


class PaperUnusable(AppError):
    """A paper is a document the actor reads, or a file he uploaded that belongs nowhere yet."""

    status, code, title = 409, "meetings.paper_unusable", "This paper cannot be laid out."


class PaperRepeated(AppError):
    """A paper is laid out once at a point."""

    status, code, title = 409, "meetings.paper_repeated", "A paper is laid out once at a point."


class AgendaEmpty(AppError):
    """A meeting is published with at least one point on its agenda."""

    status, code, title = 409, "meetings.agenda_empty", "The agenda is empty."


class MeetingStateWrong(AppError):
    """The meeting is no longer, or not yet, where this can be done."""

    status, code, title = 409, "meetings.wrong_state", "The meeting is not in a state that allows this."


class NobodySummoned(AppError):
    """A meeting is published for somebody."""

    status, code, title = 409, "meetings.nobody_summoned", "Nobody is asked to come."


class KindFixed(AppError):
    """After publication the kind and the organisation stay: people were asked to come to that."""

    status, code, title = 409, "meetings.kind_fixed", "The kind of a published meeting stays."


class StartsInThePast(AppError):
    """People are asked to come to what is still ahead."""

    status, code, title = 409, "meetings.starts_in_the_past", "This time is over."


class AnswersClosed(AppError):
    """The meeting has begun, or does not take place."""

    status, code, title = 409, "meetings.answers_closed", "Answers are no longer taken."


class ReasonUnknown(AppError):
    """An absence has a reason the rules know."""

    status, code, title = 409, "meetings.reason_unknown", "An absence needs one of the known reasons."


class EvidenceUnusable(AppError):
    """Evidence is a file the member uploaded himself and that belongs nowhere else."""

    status, code, title = 409, "meetings.evidence_unusable", "This file cannot be evidence."


class NothingToDecide(AppError):
    """Only an absence that was asked for is approved or refused."""

    status, code, title = 409, "meetings.nothing_to_decide", "No absence was asked for."


class NotAMember(AppError):
    """Only members have a calendar of meetings."""

    status, code, title = 409, "meetings.not_a_member", "This account is no member's."


class ItemInUse(AppError):
    """A point about which something was already written down stays on the agenda."""

    status, code, title = 409, "meetings.item_in_use", "Something was already written down about this point."
