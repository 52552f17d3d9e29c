"""The sentences that leave the house: neutral, without names and contents, because lock screens show them."""

from typing import Final

APP_NAME: Final = "Sổ tay đảng viên"

TITLES: Final = {
    "document_published": "Có văn kiện mới gửi đến đồng chí",
    "document_to_study": "Có văn kiện mới cần nghiên cứu",
    "document_replaced": "Một văn kiện đã được thay thế",
    "document_withdrawn": "Một văn kiện đã được thu hồi",
    "meeting_published": "Đồng chí được mời họp",
    "meeting_changed": "Cuộc họp có thay đổi",
    "meeting_moved": "Cuộc họp đổi sang giờ khác",
    "meeting_postponed": "Cuộc họp tạm hoãn",
    "meeting_cancelled": "Cuộc họp đã hủy",
    "meeting_tomorrow": "Ngày mai đồng chí có cuộc họp",
    "meeting_soon": "Cuộc họp sắp bắt đầu",
    "answer_missing": "Đồng chí chưa trả lời giấy mời họp",
    "papers_out": "Cuộc họp có tài liệu mới",
    "papers_due": "Sắp đến hạn gửi tài liệu cuộc họp",
    "minutes_due": "Sắp đến hạn gửi biên bản, nghị quyết",
    "month_unregistered": "Sắp đến hạn đăng ký lịch sinh hoạt tháng sau",
    "month_last_day": "Hôm nay là hạn đăng ký lịch sinh hoạt tháng sau",
    "tasks_due": "Đồng chí có nhiệm vụ sắp đến hạn",
    "announcement": "Có thông báo mới của tổ chức đảng",
    "announcement_urgent": "Có thông báo gấp của tổ chức đảng",
    "absence_asked": "Có đảng viên xin vắng họp",
    "absence_decided": "Đơn xin vắng họp đã được trả lời",
    "desk_granted": "Đồng chí được giao bàn điểm danh",
    "desk_revoked": "Bàn điểm danh giao cho đồng chí đã kết thúc",
    "enrol_again": "Đăng ký điểm danh của đồng chí cần làm lại",
    "report_accepted": "Báo cáo cuộc họp đã được tiếp nhận",
    "report_returned": "Báo cáo cuộc họp cần hoàn thiện lại",
    "request_received": "Có yêu cầu về dữ liệu cá nhân cần xử lý",
    "requests_due": "Có yêu cầu về dữ liệu cá nhân sắp đến hạn",
    "request_answered": "Yêu cầu về dữ liệu cá nhân đã được trả lời",
    "new_device": "Tài khoản vừa đăng nhập trên thiết bị mới",
    "account_recovered": "Tài khoản vừa được khôi phục bằng mã mới",
    "digest": "Hôm nay có thông báo mới",
    "test": "Thông báo thử: điện thoại này nhận được thông báo",
}
"""By `Message.title_key`; the phone has the same sentences in its catalogues."""

EMAIL_TEXT: Final = "{title}.\n\nMở Sổ tay đảng viên để xem: {address}\n\n{footer}\n"
EMAIL_ACTION: Final = "Mở Sổ tay đảng viên"
EMAIL_FOOTER: Final = (
    "Thư này được gửi tự động. Đồng chí có thể thay đổi cách nhận thông báo trong ứng dụng: "
    "Thông báo → Cài đặt thông báo."
)
