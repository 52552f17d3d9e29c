export const me = {
  settings: 'Cài đặt',
} as const;
