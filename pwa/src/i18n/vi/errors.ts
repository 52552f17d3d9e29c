/** One sentence for each refusal code of the server (`room.reason`), in the order of the alphabet. */
export const errors = {
  'members.branch_not_found': 'Không tìm thấy tổ chức này trong phạm vi của đồng chí.',
  'members.card_taken': 'Số thẻ này đã có trong hệ thống.',
  'members.columns_missing': 'Tệp thiếu cột bắt buộc. Đồng chí xem tệp mẫu.',
  'members.dates_impossible':
    'Các ngày chưa khớp nhau: ngày sinh, ngày vào Đảng, ngày chính thức và hôm nay phải theo thứ tự.',
  'members.file_not_a_sheet': 'Tệp này không phải bảng Excel (.xlsx) hoặc đã hỏng.',
  'members.file_suspicious':
    'Tệp này có nội dung bất thường nên không được nhận. Đồng chí dùng tệp mẫu rồi nhập lại.',
  'members.import_not_found': 'Không tìm thấy lần nhập này.',
  'members.import_not_ready': 'Lần nhập này chưa xem trước xong hoặc đã kết thúc.',
  'members.left': 'Đảng viên này không còn sinh hoạt tại đây nên không sửa được nữa.',
  'members.no_card': 'Tài khoản này không gắn với đảng viên nào nên không có thẻ.',
  'members.not_a_branch':
    'Đảng viên chỉ sinh hoạt tại chi bộ đang hoạt động. Đồng chí chọn lại chi bộ.',
  'members.not_duplicates':
    'Hai thẻ có số khác nhau nên là hai người. Nếu nhầm số, đồng chí sửa số trước.',
  'members.not_found': 'Không tìm thấy đảng viên này trong phạm vi của đồng chí.',
  'members.request_not_found': 'Không tìm thấy yêu cầu này.',
  'members.request_over': 'Yêu cầu này đã được trả lời.',
  'members.request_without_text': 'Đồng chí viết rõ cần đính chính điều gì.',
  'members.row_ambiguous': 'Có nhiều đảng viên cùng họ tên và ngày sinh. Ghi thêm số thẻ.',
  'members.row_branch_ambiguous': 'Nhiều chi bộ trùng tên. Ghi thêm đảng bộ hoặc mã chi bộ.',
  'members.row_branch_unknown': 'Không có chi bộ này trong phạm vi nhập.',
  'members.row_card': 'Số thẻ gồm 12 chữ số.',
  'members.row_card_taken': 'Số thẻ đã có trong hệ thống.',
  'members.row_date': 'Không đọc được ngày. Viết theo ngày/tháng/năm.',
  'members.row_date_order': 'Ngày này không khớp với các ngày khác.',
  'members.row_email': 'Không phải địa chỉ thư điện tử.',
  'members.row_left': 'Đảng viên này không còn sinh hoạt tại đây.',
  'members.row_name': 'Họ và tên có ký tự lạ.',
  'members.row_other_branch': 'Đảng viên đang ở chi bộ khác. Cần làm chuyển sinh hoạt.',
  'members.row_phone': 'Không phải số điện thoại Việt Nam.',
  'members.row_repeated': 'Trùng với dòng {first}.',
  'members.row_required': 'Chưa có dữ liệu.',
  'members.row_sex': 'Giới tính là Nam hoặc Nữ.',
  'members.row_too_long': 'Dài quá {most} ký tự.',
  'members.state_not_settable':
    'Trạng thái này chỉ đặt được qua việc chuyển sinh hoạt, miễn sinh hoạt hoặc gộp hồ sơ.',
  'members.too_many_rows': 'Tệp có quá nhiều dòng. Mỗi lần nhập được nhiều nhất {most} dòng.',
  'members.transfer_not_found': 'Không tìm thấy việc chuyển sinh hoạt này.',
  'members.transfer_open': 'Đảng viên này đang làm thủ tục chuyển sinh hoạt.',
  'members.transfer_step_wrong': 'Bước này chưa đến lượt hoặc đã làm rồi.',
  not_allowed: 'Đồng chí chưa được giao quyền làm việc này.',
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
  'request.changed_meanwhile':
    'Nội dung này vừa được người khác sửa. Đồng chí xem bản mới rồi sửa lại.',
  'request.cursor_invalid': 'Danh sách đã thay đổi. Đồng chí mở lại từ đầu.',
  'request.foreign_origin': 'Yêu cầu không đến từ sổ tay nên không được nhận.',
  'request.invalid': 'Có mục điền chưa đúng. Đồng chí xem lại giúp.',
  'request.no_such_address': 'Không tìm thấy nội dung này.',
  'request.too_large': 'Nội dung gửi lên quá lớn.',
  'request.version_missing': 'Đồng chí mở lại nội dung này rồi sửa lần nữa.',
  'request.wrong_method': 'Phiên bản sổ tay trên máy đã cũ. Đồng chí mở lại ứng dụng để cập nhật.',
  'server.failed':
    'Máy chủ gặp trục trặc. Đồng chí thử lại sau ít phút; nếu vẫn vậy, báo mã {request_id} cho người quản trị.',
  'signin.account_not_found': 'Không tìm thấy tài khoản này.',
  'signin.code_expired': 'Mã này đã quá hạn. Đồng chí xin bí thư chi bộ phiếu mới.',
  'signin.code_replaced':
    'Mã này đã được thay bằng mã mới hoặc đã thu hồi. Đồng chí dùng phiếu mới nhất.',
  'signin.code_unknown': 'Không có mã này. Đồng chí xem lại từng chữ trên phiếu rồi nhập lại.',
  'signin.code_used':
    'Mã này đã được dùng. Nếu không phải đồng chí dùng, hãy báo ngay bí thư chi bộ.',
  'signin.device_key_invalid':
    'Máy này gửi lên khóa không đúng. Đồng chí đóng ứng dụng, mở lại rồi thử lần nữa.',
  'signin.device_not_found': 'Máy này không còn trong danh sách của đồng chí.',
  'signin.last_means':
    'Đây là cách đăng nhập duy nhất của đồng chí. Đồng chí đặt mật khẩu hoặc thêm mã khóa khác rồi mới bỏ được.',
  'signin.login_taken': 'Tên đăng nhập này đã có người dùng. Đồng chí chọn tên khác.',
  'signin.member_unknown': 'Không tìm thấy người này trong phạm vi đồng chí phụ trách.',
  'signin.no_one_time_codes': 'Tài khoản chưa cài ứng dụng xác thực.',
  'signin.nobody_left':
    'Không có ai cần in mã: mọi người đã kích hoạt hoặc nằm ngoài phạm vi của đồng chí.',
  'signin.one_time_code_refused':
    'Mã 6 số không đúng hoặc đã dùng rồi. Đồng chí đợi mã tiếp theo rồi nhập lại.',
  'signin.organization_unknown': 'Không tìm thấy tổ chức này.',
  'signin.own_account': 'Đồng chí không thể tự khóa tài khoản của mình.',
  'signin.passkey_known': 'Mã khóa này đã được thêm vào tài khoản rồi.',
  'signin.passkey_not_found': 'Mã khóa này không còn trong tài khoản.',
  'signin.passkey_refused':
    'Chưa nhận được mã khóa này. Đồng chí thử lại hoặc đăng nhập bằng mật khẩu.',
  'signin.password_too_easy':
    'Mật khẩu này dễ đoán. Đồng chí chọn mật khẩu khác, không dùng tên mình hay dãy số quen thuộc.',
  'signin.password_too_short': 'Mật khẩu cần ít nhất {least} ký tự.',
  'signin.password_wrong': 'Mật khẩu hiện nay chưa đúng.',
  'signin.refused': 'Tên đăng nhập hoặc mật khẩu chưa đúng.',
  'signin.required': 'Đồng chí cần đăng nhập.',
  'signin.second_factor_missing': 'Đồng chí cần xác nhận bước hai trước khi đổi cách đăng nhập.',
  'signin.second_factor_needed':
    'Chức vụ của đồng chí cần xác nhận hai bước, nên không bỏ được bước cuối cùng này.',
  'signin.too_many_attempts': 'Đã thử sai nhiều lần. Đồng chí thử lại sau {seconds} giây.',
  'signin.too_many_codes':
    'Mỗi lần in được nhiều nhất {most} phiếu. Đồng chí chọn từng tổ chức nhỏ hơn.',
} as const;
