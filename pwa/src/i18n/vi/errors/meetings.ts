/** One sentence for each refusal of `meetings`. */
export const meetings = {
  'meetings.addition_taken':
    'Nội dung bổ sung này đã được ghi với lời khác. Đồng chí tải lại trang.',
  'meetings.agenda_empty':
    'Chương trình chưa có nội dung nào. Đồng chí thêm ít nhất một nội dung rồi đăng ký.',
  'meetings.already_void': 'Số {symbol} đã được hủy trước đó.',
  'meetings.answers_closed': 'Cuộc họp không còn nhận trả lời.',
  'meetings.ballot_invalid': 'Phiếu này không thuộc lần biểu quyết đang mở.',
  'meetings.ballot_taken': 'Đồng chí đã nhận phiếu hoặc đã biểu quyết rồi. Mỗi người một phiếu.',
  'meetings.calendar_not_found': 'Địa chỉ lịch này không còn hiệu lực.',
  'meetings.code_unknown': 'Không có văn bản nào mang mã này. Đồng chí kiểm tra lại từng ký tự.',
  'meetings.criterion_unknown': 'Biểu chấm điểm không có mục này hoặc điểm vượt mức tối đa.',
  'meetings.evidence_unusable':
    'Không dùng được tệp này làm minh chứng. Đồng chí chụp hoặc chọn lại ảnh.',
  'meetings.field_unknown': 'Biên bản không có mục này.',
  'meetings.month_too_early': 'Chưa có quy định nào cho tháng này nên không lập được báo cáo.',
  'meetings.id_taken': 'Dữ liệu bị trùng mã. Đồng chí tải lại trang rồi thử lại.',
  'meetings.item_in_use': 'Nội dung này đã được ghi trong biên bản nên không bỏ được.',
  'meetings.item_unknown': 'Nội dung này không còn trong chương trình.',
  'meetings.kind_fixed':
    'Lịch đã đăng ký thì không đổi loại sinh hoạt. Đồng chí hủy và lập lịch mới.',
  'meetings.kind_unknown': 'Tổ chức này không tổ chức loại sinh hoạt đã chọn.',
  'meetings.may_not_vote': 'Đồng chí không có quyền biểu quyết nội dung này.',
  'meetings.no_such_paper': 'Cuộc họp này không có văn bản này.',
  'meetings.nobody_summoned': 'Chưa có ai trong danh sách triệu tập.',
  'meetings.not_a_member':
    'Tài khoản này không phải của đảng viên nên không có lịch sinh hoạt riêng.',
  'meetings.not_counted_yet': 'Lần biểu quyết này chưa kiểm phiếu.',
  'meetings.not_found': 'Không tìm thấy cuộc họp này, hoặc đồng chí không được mời.',
  'meetings.not_invited': 'Đồng chí này không có trong danh sách triệu tập.',
  'meetings.not_on_the_roll':
    'Người này không có trong danh sách triệu tập. Đồng chí ghi tên như khách mời.',
  'meetings.not_scored': 'Loại sinh hoạt này không chấm điểm.',
  'meetings.not_signed': 'Tệp này chưa có chữ ký số.',
  'meetings.nothing_to_decide': 'Đồng chí này không xin vắng nên không có gì để duyệt.',
  'meetings.organization_ended': 'Tổ chức này đã kết thúc hoạt động.',
  'meetings.organization_not_found': 'Không tìm thấy tổ chức này trong phạm vi của đồng chí.',
  'meetings.paper_locked':
    'Cuộc họp đã kết thúc nên văn bản đã khóa. Đồng chí ghi nội dung bổ sung.',
  'meetings.paper_not_found': 'Không tìm thấy tài liệu này của cuộc họp.',
  'meetings.paper_not_sealed': 'Cuộc họp chưa kết thúc nên chưa làm được việc này.',
  'meetings.paper_repeated': 'Một tài liệu chỉ đính kèm một lần ở mỗi nội dung.',
  'meetings.paper_unusable':
    'Không đính kèm được tài liệu này. Đồng chí chọn lại từ thư viện hoặc tải tệp lên.',
  'meetings.person_unknown': 'Có người được chọn không còn trong danh sách. Đồng chí chọn lại.',
  'meetings.reason_unknown': 'Lý do vắng không hợp lệ. Đồng chí chọn lại.',
  'meetings.report_decided': 'Báo cáo này đã được cấp trên xử lý.',
  'meetings.report_not_found': 'Không tìm thấy báo cáo này trong phạm vi của đồng chí.',
  'meetings.roll_not_called':
    'Còn {unmarked} đồng chí chưa điểm danh. Đồng chí điểm danh đủ rồi kết thúc.',
  'meetings.score_incomplete': 'Còn mục chưa chấm điểm. Đồng chí chấm đủ rồi kết thúc.',
  'meetings.section_unknown': 'Văn bản không còn mục này. Đồng chí tải lại trang.',
  'meetings.signing_not_set_up':
    'Máy chủ chưa có chữ ký số của tổ chức này. Đồng chí tải về, ký rồi gửi lên.',
  'meetings.site_in_use':
    'Điểm cầu này đã có lượt điểm danh hoặc đã giao người quét mã nên không bỏ được.',
  'meetings.starts_in_the_past': 'Thời gian này đã qua. Đồng chí chọn thời gian khác.',
  'meetings.subject_unknown': 'Quy định hiện hành không có nội dung biểu quyết này.',
  'meetings.tally_impossible': 'Số phiếu chưa khớp. Đồng chí kiểm lại các con số.',
  'meetings.task_not_found': 'Không tìm thấy nhiệm vụ này của kỳ trước.',
  'meetings.template_broken': 'Mẫu không dùng được: {reason}',
  'meetings.template_fields_unknown': 'Mẫu có trường không dùng được: {fields}.',
  'meetings.template_not_found': 'Tổ chức này không có mẫu riêng.',
  'meetings.times_impossible':
    'Thời gian không hợp lệ: kết thúc phải sau bắt đầu ít nhất {least_minutes} phút và không quá {most_days} ngày.',
  'meetings.value_malformed': 'Giá trị vừa nhập không đúng dạng.',
  'meetings.vote_not_found': 'Không tìm thấy lần biểu quyết này.',
  'meetings.vote_over': 'Lần biểu quyết này đã kết thúc.',
  'meetings.vote_still_open': 'Còn {votes} lần biểu quyết chưa kiểm phiếu.',
  'meetings.vote_way_wrong': 'Lần biểu quyết này dùng hình thức khác.',
  'meetings.way_not_allowed':
    'Quy định không cho dùng hình thức này cho nội dung biểu quyết đã chọn.',
  'meetings.wrong_state': 'Cuộc họp đã chuyển trạng thái nên không làm được việc này nữa.',
} as const;
