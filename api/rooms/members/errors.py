"""The room's refusals."""

from api.kit.errors import AppError


class MemberNotFound(AppError):
    """No such member in what the actor sees."""

    status, code, title = 404, "members.not_found", "There is no such member."


class BranchNotFound(AppError):
    """No such organisation in what the actor sees."""

    status, code, title = 404, "members.branch_not_found", "There is no such branch."


class NoMember(AppError):
    """An account that is no member's has no card."""

    status, code, title = 404, "members.no_card", "This account is no member's."


class NotABranch(AppError):
    """Members belong to branches that have not ended."""

    status, code, title = 409, "members.not_a_branch", "Members belong to a branch that has not ended."


class CardTaken(AppError):
    """A card number belongs to one member. Which one is not said: the caller may not see him."""

    status, code, title = 409, "members.card_taken", "Another member has this card number."


class DatesImpossible(AppError):
    """Birth, admission, recognition and today must follow each other."""

    status, code, title = 409, "members.dates_impossible", "These days do not follow each other."


class MemberGone(AppError):
    """Cards of members who left are kept and take no changes."""

    status, code, title = 409, "members.left", "This member has left."


class StateNotSettable(AppError):
    """Some states come about by a transfer or a merge only."""

    status, code, title = 409, "members.state_not_settable", "This state comes about by another action."


class TransferOpen(AppError):
    """One transfer at a time."""

    status, code, title = 409, "members.transfer_open", "A transfer of this member is under way."


class TransferNotFound(AppError):
    """No such transfer in what the actor sees."""

    status, code, title = 404, "members.transfer_not_found", "There is no such transfer."


class TransferStepWrong(AppError):
    """Steps come in order and once."""

    status, code, title = 409, "members.transfer_step_wrong", "This step does not follow the present one."


class NotDuplicates(AppError):
    """Two cards with different numbers are two people."""

    status, code, title = 409, "members.not_duplicates", "These two cards belong to two people."


class RequestNotFound(AppError):
    """No such request in what the actor handles."""

    status, code, title = 404, "members.request_not_found", "There is no such request."


class RequestOver(AppError):
    """Answered requests stay as they are."""

    status, code, title = 409, "members.request_over", "This request has been answered."


class RequestWithoutText(AppError):
    """A correction says what is wrong."""

    status, code, title = 409, "members.request_without_text", "Say what is to be corrected."


class ImportNotFound(AppError):
    """No such import of the actor's."""

    status, code, title = 404, "members.import_not_found", "There is no such import."


class ImportNotReady(AppError):
    """Only a finished preview can be applied, once."""

    status, code, title = 409, "members.import_not_ready", "This import cannot be applied now."


class FileNotASheet(AppError):
    """Not an Excel workbook, or a broken one."""

    status, code, title = 409, "members.file_not_a_sheet", "This is not an Excel file (.xlsx)."


class FileSuspicious(AppError):
    """A workbook that unpacks to far more than it says, or holds what a table of members never holds."""

    status, code, title = 409, "members.file_suspicious", "This file unpacks to more than a list of members."


class TooManyRows(AppError):
    """More rows than one import takes."""

    status, code, title = 409, "members.too_many_rows", "The file has too many rows."


class ColumnsMissing(AppError):
    """The head row lacks columns of the template."""

    status, code, title = 409, "members.columns_missing", "The file lacks columns of the template."
