"""Refusals of the room."""

from api.kit.errors import AppError


class SignInRefused(AppError):
    """Login or password wrong, no such account, no password, closed: one answer for all of them."""

    status, code, title = 401, "signin.refused", "The login or the password is wrong."


class PasskeyRefused(AppError):
    """The passkey is unknown, or its answer is not for us, not for now, or not verified."""

    status, code, title = 409, "signin.passkey_refused", "This passkey was not accepted."


class PasswordWrong(AppError):
    """Who is signed in typed the present password wrongly; he stays signed in."""

    status, code, title = 409, "signin.password_wrong", "The present password is wrong."


class OneTimeCodeRefused(AppError):
    """Wrong, too old, or used before."""

    status, code, title = 409, "signin.one_time_code_refused", "The one-time code is wrong or was used before."


class TooManyAttempts(AppError):
    """The budget of attempts is spent; `seconds` says when there is a new one."""

    status, code, title = 429, "signin.too_many_attempts", "Too many attempts, try again later."


class CodeUnknown(AppError):
    """Nobody was given this code."""

    status, code, title = 404, "signin.code_unknown", "There is no such code."


class CodeUsed(AppError):
    """A code works once."""

    status, code, title = 409, "signin.code_used", "This code was used already."


class CodeExpired(AppError):
    """Codes are good for 30 days."""

    status, code, title = 409, "signin.code_expired", "This code has expired."


class CodeReplaced(AppError):
    """Withdrawn, or a newer one was printed."""

    status, code, title = 409, "signin.code_replaced", "This code was replaced by a newer one or withdrawn."


class PasswordTooShort(AppError):
    """`least` says how many characters it needs."""

    status, code, title = 409, "signin.password_too_short", "The password is too short."


class PasswordTooEasy(AppError):
    """On the list of those tried first, or made of the own name."""

    status, code, title = 409, "signin.password_too_easy", "The password is too easy to guess."


class DeviceKeyInvalid(AppError):
    """Not a P-256 public key in SPKI form."""

    status, code, title = 409, "signin.device_key_invalid", "The device's key is not a P-256 public key."


class SecondFactorMissing(AppError):
    """What is asked for needs a passkey or a one-time code in this session."""

    status, code, title = 403, "signin.second_factor_missing", "Confirm with a passkey or a one-time code first."


class SecondFactorNeeded(AppError):
    """The last second factor of somebody whose position needs one stays."""

    status, code, title = 409, "signin.second_factor_needed", "Your position needs a second factor."


class LastMeans(AppError):
    """Without it nobody could sign in to this account any more."""

    status, code, title = 409, "signin.last_means", "This is the only way to sign in to your account."


class NoOneTimeCodes(AppError):
    """One-time codes are not set up, or their set-up was not begun."""

    status, code, title = 409, "signin.no_one_time_codes", "One-time codes are not set up."


class DeviceNotFound(AppError):
    """No such device of the own account."""

    status, code, title = 404, "signin.device_not_found", "There is no such device."


class PasskeyNotFound(AppError):
    """No such passkey of the own account."""

    status, code, title = 404, "signin.passkey_not_found", "There is no such passkey."


class PasskeyKnown(AppError):
    """This passkey is registered already."""

    status, code, title = 409, "signin.passkey_known", "This passkey is registered already."


class MemberUnknown(AppError):
    """No such member in the reach of who asks."""

    status, code, title = 404, "signin.member_unknown", "There is no such member."


class AccountNotFound(AppError):
    """No such account in the reach of who asks."""

    status, code, title = 404, "signin.account_not_found", "There is no such account."


class LoginTaken(AppError):
    """Somebody has this sign-in name."""

    status, code, title = 409, "signin.login_taken", "This sign-in name is taken."


class OrganizationUnknown(AppError):
    """No such organisation in the reach of who asks."""

    status, code, title = 404, "signin.organization_unknown", "There is no such organisation."


class TooManyCodes(AppError):
    """`most` codes are printed at a time."""

    status, code, title = 409, "signin.too_many_codes", "Too many codes for one sheet."


class NobodyLeft(AppError):
    """Nobody of those asked for can be given a code."""

    status, code, title = 409, "signin.nobody_left", "There is nobody to print a code for."


class OwnAccount(AppError):
    """Nobody closes his own account; somebody else who may has to."""

    status, code, title = 409, "signin.own_account", "This is your own account."
