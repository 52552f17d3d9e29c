/** One sentence for each refusal of `library`. */
export const library = {
  'library.anchor_not_found': 'This root certificate is not there.',
  'library.audience_fixed':
    'A published document keeps its audience. Withdraw it and publish it anew.',
  'library.audience_out_of_reach': 'You can publish to your own organisation and those below it.',
  'library.certificate_invalid': 'This is not a root certificate that is still valid.',
  'library.document_not_found': 'This document is not there. It may have been withdrawn.',
  'library.extraction_failed': 'The text of the file could not be read. Please upload it again.',
  'library.file_active': 'The file holds macros or programs. Save it as PDF and send that.',
  'library.file_damaged':
    'The file is broken or did not arrive completely. Try again with the original.',
  'library.file_empty': 'The file is empty.',
  'library.file_encrypted': 'The file has a password. Take it off and send the file again.',
  'library.file_not_found': 'This file is not there.',
  'library.file_taken': 'This file belongs to another document or was uploaded by somebody else.',
  'library.file_too_complex':
    'The file has too many pages or is too heavy to read. Split it and try again.',
  'library.file_too_large': 'The file is too large. Make it smaller or split it and try again.',
  'library.files_failed': 'The text of a file could not be read. Upload that file again.',
  'library.files_missing': 'A document needs at least one file before it is published.',
  'library.files_not_ready': 'The files are still being read. Wait a few minutes, then publish.',
  'library.format_mismatch': 'The content of the file is not what its name says.',
  'library.format_unknown': 'Only PDF, DOCX and pictures (JPEG, PNG, WebP, HEIC) are taken.',
  'library.highlight_invalid': 'The marked piece of text is no longer in this document.',
  'library.id_taken': 'This note could not be kept. Please write it again.',
  'library.issuer_missing': 'Name the issuer of the document.',
  'library.not_a_member': 'Only members say that they have studied a document.',
  'library.nothing_to_study': 'Nobody asked to study this document.',
  'library.organization_unknown': 'This organisation is not among those you see.',
  'library.own_not_found': 'This highlight or note is not there.',
  'library.range_invalid': 'The file does not have the part asked for. Download it anew.',
  'library.recognition_missing':
    'Text recognition for Vietnamese is not installed on the server, so scans cannot be read.',
  'library.replacement_invalid': 'This document cannot take the place of the one chosen.',
  'library.secret_refused':
    'The paper carries a secrecy mark ({mark}) and cannot be put into the handbook.',
  'library.state_conflict': 'The document is not in the right state for this.',
  'library.type_unknown': 'There is no such type of documents.',
} as const;
