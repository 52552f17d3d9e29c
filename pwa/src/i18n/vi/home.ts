export const home = {
  tab: 'Trang chủ',
  nothing_title: 'Chưa có việc mới',
  nothing_text: 'Lịch sinh hoạt và văn kiện cần học tập sẽ hiện ở đây.',
} as const;
