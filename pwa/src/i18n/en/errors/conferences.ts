/** One sentence for each refusal of `conferences`. */
export const conferences = {
  'conferences.guest_not_found': 'There is no such guest.',
  'conferences.scan_not_found': 'This check-in of a guest was not found.',
  'conferences.id_taken': 'This guest belongs to another meeting.',
  'conferences.site_unknown': 'This meeting has no such site.',
  'conferences.badge_unknown': 'This badge does not belong to this meeting.',
  'conferences.session_outside': 'The session “{title}” lies outside the conference.',
  'conferences.delegations_alike': 'Two delegations have the same name.',
  'conferences.paper_not_of_meeting': 'This file is not among the papers of the conference.',
  'conferences.seat_taken': 'Seat {seat} is given to two people.',
  'conferences.person_unknown': 'Somebody in the list cannot be asked to this meeting.',
  'conferences.list_unreadable':
    'The list cannot be read: an Excel sheet with a column of names is needed, at most 3000 rows.',
  'conferences.page_not_found':
    'There is nothing behind this code. The conference may have changed.',
} as const;
