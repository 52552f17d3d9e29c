/** Says to the server that a page of ours asks: other sites cannot set this header (CSRF). */
export const OWN_PAGE = { 'X-Handbook': '1' } as const;
