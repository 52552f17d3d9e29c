/** One sentence for each refusal code of the server (`room.reason`), and for what never got there. */
export const errors = {
  network: 'Không kết nối được máy chủ. Đồng chí kiểm tra mạng rồi thử lại.',
  timeout: 'Máy chủ trả lời quá lâu. Đồng chí thử lại sau ít phút.',
  unknown: 'Chưa làm được việc này. Đồng chí thử lại sau ít phút.',
} as const;
