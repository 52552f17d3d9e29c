"""Every sentence of the command line, in Vietnamese: no other module of `api.cli` holds words for a person."""

from typing import Final

# Help
ABOUT: Final = "Sổ tay đảng viên điện tử: công cụ dòng lệnh dành cho quản trị kỹ thuật."
EXIT_CODES: Final = (
    "Mã thoát: 0 xong; 1 có lỗi cần sửa (doctor, dữ liệu nhập); 2 sai cú pháp lệnh; "
    "3 bị từ chối vì trạng thái hiện tại; 4 tệp không đọc được; 5 không kết nối được cơ sở dữ liệu."
)
HELP_SERVE: Final = "Chuẩn bị mọi thứ còn thiếu rồi phục vụ cho đến khi dừng."
HELP_WORKER: Final = "Chỉ chạy việc nền (đọc văn bản, nhận dạng chữ), không phục vụ trang."
HELP_MIGRATE: Final = "Đưa cơ sở dữ liệu lên cấu trúc mới nhất."
HELP_DEMO: Final = "Tạo tỉnh mẫu để dùng thử: tổ chức, đảng viên, văn kiện, tài khoản."
HELP_ADMIN: Final = "Quản trị viên kỹ thuật."
HELP_ADMIN_CREATE: Final = "Tạo tài khoản quản trị kỹ thuật và in mã kích hoạt."
HELP_MEMBERS: Final = "Danh sách đảng viên."
HELP_MEMBERS_IMPORT: Final = "Nhập đảng viên từ tệp Excel; chỉ xem trước nếu không có --apply."
HELP_DOCUMENTS: Final = "Văn kiện, tài liệu."
HELP_DOCUMENTS_IMPORT: Final = "Nhập và phát hành mọi văn bản trong một thư mục."
HELP_BACKUP: Final = "Sao lưu cơ sở dữ liệu và các tệp vào một tệp, kể cả khi đang có người dùng."
HELP_RESTORE: Final = "Khôi phục từ một tệp sao lưu."
HELP_DOCTOR: Final = "Kiểm tra cài đặt và chỉ ra những gì cần sửa."

OPTION_HOST: Final = "Địa chỉ mạng để lắng nghe."
OPTION_PORT: Final = "Cổng để lắng nghe."
OPTION_WORKERS: Final = "Số tiến trình phục vụ (nhiều hơn một cần PostgreSQL)."
OPTION_DEMO: Final = "Tạo tỉnh mẫu khi cơ sở dữ liệu còn trống."
OPTION_SCALE: Final = "Số đảng viên của tỉnh mẫu."
OPTION_FORCE_DEMO: Final = "Tạo cả khi cơ sở dữ liệu đã có dữ liệu khác."
OPTION_ADMIN_NAME: Final = "Họ và tên quản trị viên."
OPTION_ADMIN_LOGIN: Final = "Tên đăng nhập (để trống: tự sinh)."
OPTION_EXCEL: Final = "Tệp .xlsx theo mẫu."
OPTION_APPLY: Final = "Ghi các dòng hợp lệ; không có thì chỉ xem trước."
OPTION_FOLDER: Final = "Thư mục chứa các tệp PDF, DOCX hoặc ảnh."
OPTION_ORGANIZATION: Final = "Tên, tên viết tắt hoặc mã của tổ chức đảng phát hành (để trống: tổ chức cao nhất)."
OPTION_WAIT: Final = "Chờ đến khi đọc xong nội dung các tệp."
OPTION_BACKUP: Final = "Tệp sao lưu (.tar)."
OPTION_SECRETS: Final = "Kèm khóa bí mật; khi đó phải cất giữ tệp sao lưu như cất giữ khóa."
OPTION_FORCE_RESTORE: Final = "Ghi đè dữ liệu đang có."

# What can go wrong anywhere
NO_DATABASE: Final = "Không kết nối được cơ sở dữ liệu. Hãy kiểm tra HANDBOOK_DATABASE_URL. Chi tiết: {reason}"
REFUSED_BY_CODE: Final = "Hệ thống từ chối ({code}): {title}"
REFUSALS: Final[dict[str, str]] = {}
BAD_SETTINGS: Final = "Cài đặt không hợp lệ: {names}. Hãy sửa biến môi trường tương ứng."
NEWER_DATABASE: Final = (
    "Cơ sở dữ liệu đang ở cấu trúc {revision}, mới hơn phiên bản chương trình này. "
    "Hãy cài phiên bản mới hơn hoặc khôi phục bản sao lưu cũ."
)

# serve, migrate
PREPARING_DATABASE: Final = "Đang chuẩn bị cơ sở dữ liệu"
MIGRATED: Final = "Cơ sở dữ liệu đã ở cấu trúc mới nhất ({revision})."
ALREADY_CURRENT: Final = "Cơ sở dữ liệu đã ở cấu trúc mới nhất ({revision}), không có gì phải làm."
PORT_TAKEN: Final = (
    "Không mở được {host}:{port}: {reason}. Hãy dừng chương trình đang dùng cổng này hoặc đặt PORT khác."
)
WORKERS_NEED_POSTGRESQL: Final = (
    "SQLite chỉ dùng với một tiến trình phục vụ. Hãy bỏ --workers hoặc đặt HANDBOOK_DATABASE_URL cho PostgreSQL."
)
READY: Final = "Mở địa chỉ này trên trình duyệt: [bold]{address}[/]   (dừng: Ctrl+C)"
NO_PWA: Final = "Giao diện chưa được dựng ({folder}); chỉ có API. Hãy chạy script/server."

# demo
DEMO_PEOPLE: Final = "Đang tạo tỉnh mẫu với {members} đảng viên"
DEMO_PAPERS: Final = "Đang soạn và phát hành văn kiện mẫu"
DEMO_DONE: Final = "Tỉnh mẫu đã sẵn sàng; tài khoản dùng thử ghi tại {path}."
DEMO_PRESENT: Final = "Tỉnh mẫu đã có từ trước; tài khoản dùng thử ghi tại {path}."
DEMO_REFUSED: Final = "Cơ sở dữ liệu đã có dữ liệu khác nên không tạo tỉnh mẫu. Nếu thật sự muốn, hãy thêm --force."
DEMO_TITLE: Final = "Tài khoản dùng thử (chỉ dành cho tỉnh mẫu, không dùng khi vận hành thật)"
DEMO_COLUMNS: Final = ("Vai trò", "Họ và tên", "Tên đăng nhập", "Mật khẩu", "Mã kích hoạt")
DEMO_ROLES: Final = {
    "member": "Đảng viên",
    "branch_secretary": "Bí thư chi bộ",
    "committee_officer": "Văn phòng Tỉnh ủy",
    "reception": "Quầy đón tiếp",
    "administrator": "Quản trị kỹ thuật",
}
LETTER_PLACE_AND_DATE: Final = "{place}, ngày {day:02} tháng {month:02} năm {year}"
