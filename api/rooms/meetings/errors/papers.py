"""Refusals about closing, score, papers, signatures and reports."""

from api.kit.errors import AppError


class RollNotCalled(AppError):
    """A meeting is closed after everybody summoned stands in the roll."""

    status, code, title = 409, "meetings.roll_not_called", "The roll has not been called for everybody."


class VoteStillOpen(AppError):
    """A vote that was opened is counted or called off before the closing."""

    status, code, title = 409, "meetings.vote_still_open", "A vote has not been counted."


class ScoreIncomplete(AppError):
    """A criterion that applies has no points; `missing` are the codes."""

    status, code, title = 409, "meetings.score_incomplete", "Some criteria have no points."


class NotScored(AppError):
    """Meetings of this kind are not scored."""

    status, code, title = 409, "meetings.not_scored", "Meetings of this kind are not scored."


class CriterionUnknown(AppError):
    """The form has no such criterion, or it does not take so many points."""

    status, code, title = 409, "meetings.criterion_unknown", "The form has no such line or points."


class PaperLocked(AppError):
    """The meeting is closed: what is to be corrected is added with author and time."""

    status, code, title = 409, "meetings.paper_locked", "The paper is locked."


class PaperNotSealed(AppError):
    """Only the paper of a closed meeting has a number, can be added to and signed."""

    status, code, title = 409, "meetings.paper_not_sealed", "The meeting is not closed yet."


class NoSuchPaper(AppError):
    """A meeting of this kind leaves no such paper, or it is not shown yet."""

    status, code, title = 404, "meetings.no_such_paper", "There is no such paper."


class SectionUnknown(AppError):
    """The paper has no such section."""

    status, code, title = 409, "meetings.section_unknown", "The paper has no such section."


class AdditionTaken(AppError):
    """The id of an addition belongs to another text."""

    status, code, title = 409, "meetings.addition_taken", "This id belongs to another addition."


class AlreadyVoid(AppError):
    """A number is declared void once."""

    status, code, title = 409, "meetings.already_void", "The number is void already."


class NotSigned(AppError):
    """A signed paper is a PDF with at least one signature in it."""

    status, code, title = 409, "meetings.not_signed", "The file carries no signature."


class SigningNotSetUp(AppError):
    """This server has no key of the organisation, or cannot use it."""

    status, code, title = 409, "meetings.signing_not_set_up", "Signing on the server is not set up here."


class CodeUnknown(AppError):
    """No paper of this house carries this code."""

    status, code, title = 404, "meetings.code_unknown", "No paper carries this code."


class TemplateBroken(AppError):
    """The template cannot be filled in; `reason` says where."""

    status, code, title = 409, "meetings.template_broken", "The template cannot be used."


class TemplateFieldsUnknown(AppError):
    """The template asks for `fields` that no paper has; they would stay empty on every paper."""

    status, code, title = 409, "meetings.template_fields_unknown", "The template asks for unknown fields."


class TemplateNotFound(AppError):
    """The organisation has no template of its own."""

    status, code, title = 404, "meetings.template_not_found", "There is no such template."


class ReportNotFound(AppError):
    """No such report in what the actor oversees."""

    status, code, title = 404, "meetings.report_not_found", "There is no such report."


class ReportDecided(AppError):
    """The report is no longer waiting for a decision, or was not returned."""

    status, code, title = 409, "meetings.report_decided", "The report is not in a state that allows this."


class MonthTooEarly(AppError):
    """No rules are known for that month, so nothing can be measured by them."""

    status, code, title = 409, "meetings.month_too_early", "There are no rules for that month."
