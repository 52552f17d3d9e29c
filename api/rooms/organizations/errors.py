"""The room's refusals."""

from api.kit.errors import AppError


class OrganizationNotFound(AppError):
    """No such organisation in what the actor sees."""

    status, code, title = 404, "organizations.not_found", "There is no such organisation."


class HolderNotFound(AppError):
    """No such member or account in what the actor sees."""

    status, code, title = 404, "organizations.holder_not_found", "There is no such member or account."


class PositionNotFound(AppError):
    """No such position in what the actor sees."""

    status, code, title = 404, "organizations.position_not_found", "There is no such position."


class KindUnknown(AppError):
    """A kind that is not in the catalogue."""

    status, code, title = 409, "organizations.kind_unknown", "The catalogue has no such kind."


class LevelWrong(AppError):
    """An organisation cannot stand under one of its own level or a lower one."""

    status, code, title = 409, "organizations.level_wrong", "This kind cannot stand under that one."


class CodeTaken(AppError):
    """Official codes are unique."""

    status, code, title = 409, "organizations.code_taken", "Another organisation has this code."


class OrganizationEnded(AppError):
    """Ended organisations keep their history and take no changes."""

    status, code, title = 409, "organizations.ended", "This organisation has ended."


class OrganizationInUse(AppError):
    """Members or organisations below must be moved first."""

    status, code, title = 409, "organizations.not_empty", "Move its members and organisations first."


class MoveInCircle(AppError):
    """An organisation cannot stand under itself."""

    status, code, title = 409, "organizations.circle", "An organisation cannot stand under itself."


class TopStays(AppError):
    """The top of the tree is neither moved, merged, split nor ended."""

    status, code, title = 409, "organizations.top_stays", "The top organisation stays where it is."


class DateNotPossible(AppError):
    """A day in the future, or before the last event it follows."""

    status, code, title = 409, "organizations.date_not_possible", "This day does not follow what happened before."


class KindsDiffer(AppError):
    """Only organisations of one kind merge."""

    status, code, title = 409, "organizations.kinds_differ", "Only organisations of the same kind can merge."


class NothingToSplit(AppError):
    """Named members or organisations are not directly in the organisation that is split."""

    status, code, title = 409, "organizations.not_inside", "Not everything named belongs to this organisation."


class PositionHeld(AppError):
    """The same person already holds the role there."""

    status, code, title = 409, "organizations.position_held", "This person already holds this position."


class PositionOver(AppError):
    """A position ends once, and not before it began."""

    status, code, title = 409, "organizations.position_over", "This position has already ended or begins later."


class OwnPosition(AppError):
    """Nobody gives positions to themselves."""

    status, code, title = 409, "organizations.own_position", "Somebody else has to give you a position."


class MorePowerThanOwn(AppError):
    """A position may not allow what the one who gives it may not do, unless an administrator gives it."""

    status, code, title = 403, "organizations.more_power_than_own", "You cannot give more rights than you have."


class TopicUnknown(AppError):
    """No rule of this topic exists to override."""

    status, code, title = 409, "organizations.topic_unknown", "There is no rule on this topic."


class RuleShapeWrong(AppError):
    """The content does not have the form of the rule it overrides."""

    status, code, title = 409, "organizations.rule_shape_wrong", "The content does not have the form of this rule."
