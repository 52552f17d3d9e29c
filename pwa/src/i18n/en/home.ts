export const home = {
  tab: 'Home',
  nothing_title: 'Nothing new',
  nothing_text: 'Your next meeting and the papers to study appear here.',
} as const;
