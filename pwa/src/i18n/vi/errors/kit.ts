/** One sentence for each refusal of any room. */
export const kit = {
  not_allowed: 'Đồng chí chưa được giao quyền làm việc này.',
  'phone.not_kept':
    'Máy không lưu được nội dung vừa tải về. Đồng chí xóa bớt ảnh, phim trên máy rồi thử lại.',
  'request.changed_meanwhile':
    'Nội dung này vừa được người khác sửa. Đồng chí xem bản mới rồi sửa lại.',
  'request.cursor_invalid': 'Danh sách đã thay đổi. Đồng chí mở lại từ đầu.',
  'request.foreign_origin': 'Yêu cầu không đến từ sổ tay nên không được nhận.',
  'request.invalid': 'Có mục điền chưa đúng. Đồng chí xem lại giúp.',
  'request.no_such_address': 'Không tìm thấy nội dung này.',
  'request.too_large': 'Nội dung gửi lên quá lớn.',
  'request.version_missing': 'Đồng chí mở lại nội dung này rồi sửa lần nữa.',
  'request.wrong_method': 'Phiên bản sổ tay trên máy đã cũ. Đồng chí mở lại ứng dụng để cập nhật.',
  'server.away': 'Máy chủ chưa trả lời được lúc này nên chưa ghi gì. Đồng chí thử lại sau ít phút.',
  'server.failed':
    'Máy chủ gặp trục trặc. Đồng chí thử lại sau ít phút; nếu vẫn vậy, báo mã {request_id} cho người quản trị.',
} as const;
