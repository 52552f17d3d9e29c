/** One sentence for each refusal of `attendance`. */
export const attendance = {
  'attendance.fact_not_found': 'There is no such check-in.',
  'attendance.grant_end_wrong':
    'A desk may scan until a day after the meeting at most, and at least until now.',
  'attendance.grant_not_found': 'There is no such permission to scan.',
  'attendance.hall_twice': 'The place of one hall is given twice.',
  'attendance.helper_unknown':
    'This person cannot scan yet: they must be asked to come and have an account.',
  'attendance.site_unknown': 'This meeting has no such site.',
  'attendance.too_many_refused':
    'This device just sent too many codes that are not valid. Please wait a minute; its scans are kept and sent later.',
  'attendance.unreadable': 'This scan cannot be read. Update the app on the scanning device.',
  'attendance.not_a_code': 'This is not a check-in code of the handbook.',
  'attendance.forged': 'This code was not made by the registered phone.',
  'attendance.unknown_code': 'This code does not belong to this meeting.',
  'attendance.meeting_unknown': 'There is no such meeting.',
  'attendance.not_a_scanner': 'You have not been asked to scan at this meeting.',
  'attendance.no_member': 'This account is no member’s and has nobody to check in.',
} as const;
