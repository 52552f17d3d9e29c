/** Addresses of files and of what the outbox sends; typed calls use the client instead. */
export const paths = {
  bookmark: (document: string) => `/api/library/documents/${document}/bookmark`,
  progress: (document: string) => `/api/library/documents/${document}/progress`,
  acknowledgement: (document: string) => `/api/library/documents/${document}/acknowledgement`,
  highlight: (id: string) => `/api/library/highlights/${id}`,
  note: (id: string) => `/api/library/notes/${id}`,
  page: (file: string, number: number) => `/api/library/files/${file}/pages/${number}.webp`,
  original: (file: string) => `/api/library/files/${file}/original`,
  upload: (name: string) => `/api/library/files?name=${encodeURIComponent(name)}`,
} as const;
