/** One sentence for each refusal of `notifications`. */
export const notifications = {
  'notifications.already_sent': 'Thông báo này đã gửi hoặc đã hủy, không sửa được nữa.',
  'notifications.announcement_not_found':
    'Không tìm thấy thông báo này, hoặc thông báo không gửi đến đồng chí.',
  'notifications.audience_ambiguous':
    'Đồng chí chọn một nơi nhận: một tổ chức đảng hoặc một cuộc họp.',
  'notifications.audience_not_found': 'Không tìm thấy nơi nhận này trong phạm vi của đồng chí.',
  'notifications.audience_outside': 'Nơi nhận phải thuộc tổ chức đảng đứng tên thông báo.',
  'notifications.id_taken': 'Mã này đã dùng cho thông báo khác. Đồng chí soạn lại thông báo mới.',
  'notifications.sending_too_far': 'Thời điểm gửi không được xa quá một năm.',
  'notifications.address_unsafe':
    'Trình duyệt này đưa địa chỉ nhận thông báo không hợp lệ. Đồng chí cập nhật trình duyệt rồi thử lại.',
  'notifications.channel_closed': 'Nơi này chưa mở cách nhận thông báo ấy.',
  'notifications.keys_malformed':
    'Trình duyệt này đưa khóa nhận thông báo không đúng. Đồng chí đóng ứng dụng, mở lại rồi thử lần nữa.',
  'notifications.not_choosable':
    'Loại thông báo này luôn được gửi để bảo vệ tài khoản của đồng chí.',
  'notifications.notice_not_found': 'Thông báo này không còn trong hộp thư của đồng chí.',
  'notifications.parked_not_found': 'Sự kiện này không còn chờ xử lý.',
  'notifications.receipt_unknown': 'Máy này không còn đăng ký nhận thông báo.',
  'notifications.subscription_not_found': 'Máy này chưa đăng ký nhận thông báo.',
  'notifications.tests_busy': 'Đang có nhiều máy thử cùng lúc. Đồng chí thử lại sau ít giây.',
  'notifications.times_invalid': 'Giờ yên lặng cần có giờ bắt đầu và giờ kết thúc khác nhau.',
} as const;
