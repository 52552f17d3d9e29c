export const me = {
  settings: 'Settings',
} as const;
