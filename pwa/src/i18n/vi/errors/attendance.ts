/** One sentence for each refusal of `attendance`. */
export const attendance = {
  'attendance.fact_not_found': 'Không tìm thấy lượt điểm danh này.',
  'attendance.grant_end_wrong':
    'Quyền quét phải hết hạn sau lúc này và chậm nhất một ngày sau cuộc họp.',
  'attendance.grant_not_found': 'Không tìm thấy quyền quét này.',
  'attendance.hall_twice': 'Vị trí của một điểm họp được ghi hai lần.',
  'attendance.helper_unknown':
    'Người này chưa thể quét mã: phải có tên trong danh sách dự họp và đã có tài khoản.',
  'attendance.site_unknown': 'Cuộc họp này không có điểm cầu đó.',
  'attendance.too_many_refused':
    'Máy này vừa gửi quá nhiều mã không hợp lệ. Xin chờ một phút; lượt quét vẫn được giữ trên máy và sẽ tự gửi.',
  'attendance.unreadable': 'Lượt quét này không đọc được. Hãy cập nhật ứng dụng trên máy quét.',
  'attendance.not_a_code': 'Đây không phải mã điểm danh của sổ tay.',
  'attendance.forged': 'Mã này không do điện thoại đã đăng ký tạo ra.',
  'attendance.unknown_code': 'Mã này không thuộc cuộc họp này.',
  'attendance.meeting_unknown': 'Không tìm thấy cuộc họp này.',
  'attendance.not_a_scanner': 'Đồng chí chưa được giao quét mã ở cuộc họp này.',
  'attendance.no_member': 'Tài khoản này không phải của đảng viên nên không tự điểm danh được.',
} as const;
