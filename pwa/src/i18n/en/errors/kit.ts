/** One sentence for each refusal of any room. */
export const kit = {
  not_allowed: 'You have not been given the right to do this.',
  'phone.not_kept':
    'The phone could not store what it fetched. Delete some pictures or films on it and try again.',
  'request.changed_meanwhile':
    'Somebody else has just changed this. Look at the new version and change it again.',
  'request.cursor_invalid': 'The list has changed. Open it again from the beginning.',
  'request.foreign_origin': 'The request did not come from the handbook and was not taken.',
  'request.invalid': 'Something is not filled in correctly. Please check.',
  'request.no_such_address': 'This could not be found.',
  'request.too_large': 'What was sent is too large.',
  'request.version_missing': 'Open this again and then change it once more.',
  'request.wrong_method':
    'The handbook on this device is too old. Open the app again to update it.',
  'server.away':
    'The server cannot answer right now, so nothing was saved. Try again in a few minutes.',
  'server.failed':
    'The server has a problem. Try again in a few minutes; if it stays, tell the administrator the number {request_id}.',
} as const;
