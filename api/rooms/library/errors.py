"""What the room refuses, by code."""

from api.kit.errors import AppError


class DocumentNotFound(AppError):
    """No such document among those the actor may see."""

    status, code, title = 404, "library.document_not_found", "There is no such document."


class FileNotFound(AppError):
    """No such file, page or text among those the actor may see."""

    status, code, title = 404, "library.file_not_found", "There is no such file."


class AnchorNotFound(AppError):
    """No such trusted root."""

    status, code, title = 404, "library.anchor_not_found", "There is no such trusted root."


class OwnNotFound(AppError):
    """No such highlight or note of the actor's own."""

    status, code, title = 404, "library.own_not_found", "There is no such highlight or note."


class TypeUnknown(AppError):
    """The catalogue has no such type."""

    status, code, title = 409, "library.type_unknown", "There is no such type of documents."


class OrganizationUnknown(AppError):
    """The publisher, issuer or audience is no organisation the actor knows."""

    status, code, title = 409, "library.organization_unknown", "There is no such organisation."


class AudienceOutOfReach(AppError):
    """An organisation publishes to its own subtree."""

    status, code, title = 409, "library.audience_out_of_reach", "The audience is not below the publisher."


class AudienceFixed(AppError):
    """Phones already have it; withdraw and publish anew to reach others."""

    status, code, title = 409, "library.audience_fixed", "The audience of a published document stays."


class IssuerMissing(AppError):
    """A document says who issued it."""

    status, code, title = 409, "library.issuer_missing", "Name the issuer."


class FilesMissing(AppError):
    """Nothing to read."""

    status, code, title = 409, "library.files_missing", "A document is published with at least one file."


class FilesNotReady(AppError):
    """Text is checked for secrecy marks before anybody reads it."""

    status, code, title = 409, "library.files_not_ready", "The files are still being read."


class FilesFailed(AppError):
    """Text that could not be read was not checked for secrecy marks either; upload the file again to try again."""

    status, code, title = 409, "library.files_failed", "The text of a file could not be read."


class FileTaken(AppError):
    """The file belongs to another document, or was uploaded by somebody else."""

    status, code, title = 409, "library.file_taken", "This file is not yours to attach."


class StateConflict(AppError):
    """The document is not in the state this needs."""

    status, code, title = 409, "library.state_conflict", "The document is not in the right state for this."


class ReplacementInvalid(AppError):
    """Only a published document replaces another published one."""

    status, code, title = 409, "library.replacement_invalid", "This document cannot take its place."


class SecretRefused(AppError):
    """Papers with a secrecy mark do not belong on the internet (Law 117/2025/QH15)."""

    status, code, title = 409, "library.secret_refused", "The paper carries a secrecy mark."


class FileTooLarge(AppError):
    """More bytes than a document file may have."""

    status, code, title = 413, "library.file_too_large", "The file is too large."


class FileEmpty(AppError):
    """Nothing came."""

    status, code, title = 409, "library.file_empty", "The file is empty."


class FormatUnknown(AppError):
    """Not a PDF, DOCX or picture by its content, whatever its name says."""

    status, code, title = 409, "library.format_unknown", "Only PDF, DOCX, JPEG, PNG, WebP and HEIC are taken."


class FormatMismatch(AppError):
    """The name promises another format than the content has."""

    status, code, title = 409, "library.format_mismatch", "The content is not what the name says."


class FileDamaged(AppError):
    """Truncated or broken."""

    status, code, title = 409, "library.file_damaged", "The file is damaged."


class FileEncrypted(AppError):
    """Needs a password nobody gave."""

    status, code, title = 409, "library.file_encrypted", "The file is protected by a password."


class FileTooComplex(AppError):
    """A bomb or something that behaves like one: too many pages, too large a page, expands too far."""

    status, code, title = 409, "library.file_too_complex", "The file asks for too much memory or time."


class FileActive(AppError):
    """Macros, scripts or embedded programs."""

    status, code, title = 409, "library.file_active", "The file contains macros or embedded programs."


class RangeInvalid(AppError):
    """Bytes that the file does not have."""

    status, code, title = 416, "library.range_invalid", "The file does not have these bytes."


class HighlightInvalid(AppError):
    """End before start, or a block the file does not have."""

    status, code, title = 409, "library.highlight_invalid", "This piece of text does not exist."


class NotAMember(AppError):
    """Only members acknowledge."""

    status, code, title = 409, "library.not_a_member", "Only members say that they have studied."


class NothingToStudy(AppError):
    """Nobody asked for it to be studied."""

    status, code, title = 409, "library.nothing_to_study", "Nobody asked to study this document."


class IdTaken(AppError):
    """The id belongs to somebody else's highlight or note."""

    status, code, title = 409, "library.id_taken", "This id is in use."


class CertificateInvalid(AppError):
    """Not one readable root certificate that is still valid."""

    status, code, title = 409, "library.certificate_invalid", "This is not a valid root certificate."
