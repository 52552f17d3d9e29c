"""The room's refusals. Those about a picture have the same words as the hints of the viewfinder."""

from api.kit.errors import AppError


class NotOffered(AppError):
    """The meeting does not offer check-in by face, or the actor is not asked to come."""

    status, code, title = 404, "faces.not_offered", "Check-in by face is not offered to you at this meeting."


class NoConsent(AppError):
    """Nothing is computed about a face whose owner has not agreed."""

    status, code, title = 409, "faces.no_consent", "There is no consent, so no picture is looked at."


class TextOutdated(AppError):
    """The words that were agreed to are not the present ones."""

    status, code, title = 409, "faces.text_outdated", "The text of the consent has changed; read it again."


class TooLate(AppError):
    """The meeting is over."""

    status, code, title = 409, "faces.too_late", "The meeting is over."


class NothingStored(AppError):
    """There is no template to delete or decide about."""

    status, code, title = 404, "faces.nothing_stored", "Nothing is stored."


class OwnFace(AppError):
    """Whoever decides about a resemblance may be neither of the two."""

    status, code, title = 403, "faces.own_face", "Somebody else decides where one's own face is concerned."


class KioskNotFound(AppError):
    """No such kiosk of the actor's, or it has ended."""

    status, code, title = 404, "faces.kiosk_not_found", "There is no such kiosk."


class KioskTooLong(AppError):
    """A kiosk ends with the day of its meeting."""

    status, code, title = 409, "faces.kiosk_too_long", "A kiosk ends at most a day after its meeting."


class AttendantUnknown(AppError):
    """Only somebody who is asked to come and has an account can run a kiosk."""

    status, code, title = 409, "faces.attendant_unknown", "This person cannot run a kiosk at this meeting."


class SiteNotHere(AppError):
    """The site belongs to another meeting."""

    status, code, title = 409, "faces.site_not_here", "This meeting has no such site."


class GalleryTooLarge(AppError):
    """More people than one exact search in memory is measured for."""

    status, code, title = 409, "faces.gallery_too_large", "Too many people at one site; divide the event by sites."


class EngineAway(AppError):
    """The engine is missing, died, or too many wait for it."""

    status, code, title = 503, "faces.engine_away", "Faces cannot be looked at just now."


class TokenInvalid(AppError):
    """The challenge is over, was answered too often, or was not ours."""

    status, code, title = 409, "faces.token_invalid", "This challenge has ended."


class ScanFirst(AppError):
    """A face confirms a fresh scan of the room's code and says nothing without one; ten looks use a scan up."""

    status, code, title = 409, "faces.scan_first", "Scan the room's code first."


class FramesMissing(AppError):
    """The body does not hold the number of pictures that is asked for."""

    status, code, title = 422, "faces.frames_missing", "Send the documented number of pictures."


class PictureTooHeavy(AppError):
    """One picture has more bytes than any camera's."""

    status, code, title = 413, "faces.picture_too_heavy", "One picture is too large."


class Unreadable(AppError):
    """Not a picture, damaged, too many pixels or too few."""

    status, code, title = 409, "faces.unreadable", "This is no picture that can be read."


class NoFace(AppError):
    """Nobody is on the picture."""

    status, code, title = 409, "faces.no_face", "No face is on the picture."


class SeveralFaces(AppError):
    """Somebody else may be meant."""

    status, code, title = 409, "faces.several_faces", "More than one face is on the picture."


class CutOff(AppError):
    """Part of the face is outside."""

    status, code, title = 409, "faces.cut_off", "The face is cut off by the edge."


class TooFar(AppError):
    """Too few pixels."""

    status, code, title = 409, "faces.too_far", "The face is too far away."


class TooDark(AppError):
    """Too little light."""

    status, code, title = 409, "faces.too_dark", "The face is too dark."


class TooBright(AppError):
    """Too much light."""

    status, code, title = 409, "faces.too_bright", "The face is too bright."


class FlatLight(AppError):
    """No contrast: haze, or a smeared lens."""

    status, code, title = 409, "faces.flat_light", "The picture has no contrast."


class SideLight(AppError):
    """One half is much brighter."""

    status, code, title = 409, "faces.side_light", "The light comes from one side."


class Turned(AppError):
    """Not looking ahead."""

    status, code, title = 409, "faces.turned", "The face is turned away."


class Tilted(AppError):
    """The head is on one side."""

    status, code, title = 409, "faces.tilted", "The head is tilted."


class Blurred(AppError):
    """Out of focus or moving."""

    status, code, title = 409, "faces.blurred", "The picture is not sharp."


class Covered(AppError):
    """Something hides part of the face."""

    status, code, title = 409, "faces.covered", "Part of the face is covered."


class NotOnePerson(AppError):
    """The frames do not show the same face."""

    status, code, title = 409, "faces.not_one_person", "The pictures do not show one person."


PICTURES: tuple[type[AppError], ...] = (
    *(Unreadable, NoFace, SeveralFaces, CutOff, TooFar, TooDark, TooBright, FlatLight, SideLight, Turned, Tilted),
    *(Blurred, Covered, NotOnePerson),
)
"""What can be wrong with the pictures of an enrolment."""
