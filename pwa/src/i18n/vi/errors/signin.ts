/** One sentence for each refusal of `signin`. */
export const signin = {
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
