/** Addresses of the server that are not asked through the typed client: files, and what the outbox sends. */
export const answerPath = (meeting: string): string => `/api/meetings/${meeting}/answer`;
export const paperPath = (meeting: string, paper: string): string =>
  `/api/meetings/${meeting}/papers/${paper}/original`;
export const evidencePath = (meeting: string, member: string): string =>
  `/api/meetings/${meeting}/answers/${member}/evidence`;
export const calendarPath = (meeting: string): string => `/api/meetings/${meeting}.ics`;
export const uploadPath = (meeting: string, name: string): string =>
  `/api/meetings/files?meeting_id=${meeting}&name=${encodeURIComponent(name)}`;
/** Of a file whose id the phone made, to be sent when there is a network. */
export const evidenceUploadPath = (meeting: string, name: string, id: string): string =>
  `${uploadPath(meeting, name)}&file_id=${id}`;
