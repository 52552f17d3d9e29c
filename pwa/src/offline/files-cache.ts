/** Page images and files of documents the member chose to keep; the service worker reads it. */
export const FILES_CACHE = 'handbook-files';
