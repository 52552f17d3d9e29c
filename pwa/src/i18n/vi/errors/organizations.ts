/** One sentence for each refusal of `organizations`. */
export const organizations = {
  'organizations.circle': 'Một tổ chức không thể trực thuộc chính mình hoặc cấp dưới của mình.',
  'organizations.code_taken': 'Mã tổ chức này đã được dùng cho tổ chức khác.',
  'organizations.date_not_possible':
    'Ngày này không khớp với các việc đã ghi. Đồng chí kiểm tra lại.',
  'organizations.ended': 'Tổ chức này đã kết thúc hoạt động nên không sửa được nữa.',
  'organizations.holder_not_found': 'Không tìm thấy người này trong phạm vi của đồng chí.',
  'organizations.kind_unknown': 'Danh mục không có loại tổ chức này.',
  'organizations.kinds_differ': 'Chỉ sáp nhập được các tổ chức cùng loại.',
  'organizations.level_wrong': 'Loại tổ chức này không thể trực thuộc tổ chức đã chọn.',
  'organizations.more_power_than_own': 'Đồng chí không thể giao quyền nhiều hơn quyền của mình.',
  'organizations.not_empty':
    'Tổ chức còn đảng viên hoặc tổ chức trực thuộc. Đồng chí chuyển đi trước rồi mới kết thúc được.',
  'organizations.not_found': 'Không tìm thấy tổ chức này trong phạm vi của đồng chí.',
  'organizations.not_inside': 'Có đảng viên hoặc tổ chức đã chọn không thuộc tổ chức này.',
  'organizations.own_position': 'Đồng chí không thể tự giao chức vụ cho mình.',
  'organizations.position_held': 'Người này đang giữ chức vụ đó rồi.',
  'organizations.position_not_found': 'Không tìm thấy chức vụ này.',
  'organizations.position_over': 'Chức vụ này đã kết thúc hoặc chưa bắt đầu vào ngày đó.',
  'organizations.rule_shape_wrong': 'Nội dung chưa đúng mẫu của quy định này.',
  'organizations.top_stays':
    'Tổ chức cao nhất không chuyển, sáp nhập, chia tách hay kết thúc được.',
  'organizations.topic_unknown': 'Chưa có quy định chung về nội dung này.',
} as const;
