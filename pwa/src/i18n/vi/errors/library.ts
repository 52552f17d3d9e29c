/** One sentence for each refusal of `library`. */
export const library = {
  'library.anchor_not_found': 'Không tìm thấy chứng thư gốc này.',
  'library.audience_fixed':
    'Văn bản đã phát hành thì không đổi nơi nhận được. Đồng chí thu hồi rồi phát hành lại.',
  'library.audience_out_of_reach': 'Chỉ phát hành được tới tổ chức mình và các tổ chức trực thuộc.',
  'library.certificate_invalid': 'Đây không phải chứng thư gốc còn hiệu lực.',
  'library.document_not_found': 'Không tìm thấy văn bản này. Có thể văn bản đã được thu hồi.',
  'library.extraction_failed': 'Chưa đọc được nội dung tệp. Đồng chí tải lại tệp giúp.',
  'library.file_active':
    'Tệp có chứa macro hoặc chương trình nên không được nhận. Đồng chí lưu lại thành PDF rồi gửi.',
  'library.file_damaged': 'Tệp bị hỏng hoặc tải lên chưa đủ. Đồng chí thử lại với tệp gốc.',
  'library.file_empty': 'Tệp không có nội dung.',
  'library.file_encrypted': 'Tệp đang đặt mật khẩu. Đồng chí bỏ mật khẩu rồi gửi lại.',
  'library.file_not_found': 'Không tìm thấy tệp này.',
  'library.file_taken': 'Tệp này thuộc văn bản khác hoặc do người khác tải lên.',
  'library.file_too_complex':
    'Tệp quá nhiều trang hoặc quá nặng để xử lý. Đồng chí chia nhỏ rồi gửi lại.',
  'library.file_too_large': 'Tệp quá lớn. Đồng chí giảm dung lượng hoặc chia nhỏ rồi gửi lại.',
  'library.files_failed': 'Có tệp chưa đọc được nội dung. Đồng chí tải lại tệp đó.',
  'library.files_missing': 'Văn bản cần có ít nhất một tệp mới phát hành được.',
  'library.files_not_ready': 'Các tệp đang được đọc. Đồng chí chờ ít phút rồi phát hành.',
  'library.format_mismatch': 'Nội dung tệp không đúng với đuôi tên tệp.',
  'library.format_unknown': 'Chỉ nhận tệp PDF, DOCX hoặc ảnh JPEG, PNG, WebP, HEIC.',
  'library.highlight_invalid': 'Đoạn được đánh dấu không còn trong văn bản này.',
  'library.id_taken': 'Ghi chú này chưa lưu được. Đồng chí ghi lại giúp.',
  'library.issuer_missing': 'Đồng chí ghi cơ quan ban hành văn bản.',
  'library.not_a_member': 'Chỉ đảng viên mới xác nhận đã học tập văn bản.',
  'library.nothing_to_study': 'Văn bản này không yêu cầu học tập.',
  'library.organization_unknown': 'Không tìm thấy tổ chức này trong phạm vi của đồng chí.',
  'library.own_not_found': 'Không tìm thấy đoạn đánh dấu hoặc ghi chú này.',
  'library.range_invalid': 'Tệp không có phần được yêu cầu. Đồng chí tải lại từ đầu.',
  'library.recognition_missing':
    'Máy chủ chưa cài bộ nhận dạng chữ tiếng Việt nên chưa đọc được bản quét.',
  'library.replacement_invalid': 'Văn bản này không thể thay thế văn bản đã chọn.',
  'library.secret_refused': 'Văn bản có dấu chỉ độ mật ({mark}) nên không được đưa lên sổ tay.',
  'library.state_conflict': 'Trạng thái hiện tại của văn bản không cho phép làm việc này.',
  'library.type_unknown': 'Danh mục không có loại văn bản này.',
} as const;
