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
HELP_FACES: Final = "Dữ liệu khuôn mặt."
HELP_FACES_ROTATE: Final = "Đổi khóa: mã hóa lại mọi dữ liệu khuôn mặt rồi hủy khóa cũ. Dừng máy chủ trước."
FACES_ROTATED: Final = "Đã đổi sang khóa số {number}, mã hóa lại {sealed} bản ghi, hủy khóa cũ."
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
REFUSALS: Final = {
    "signin.login_taken": "Tên đăng nhập {login} đã có người dùng. Hãy chọn tên khác hoặc bỏ --login để tự sinh.",
    "members.file_not_a_sheet": "Đây không phải tệp Excel (.xlsx).",
    "members.file_suspicious": "Tệp chứa nhiều hơn một danh sách đảng viên, không mở để giữ an toàn.",
    "members.too_many_rows": "Tệp có quá nhiều dòng.",
    "members.columns_missing": "Tệp thiếu cột so với mẫu. Hãy tải tệp mẫu trong ứng dụng.",
    "library.secret_refused": "Văn bản có dấu độ mật ({mark}); tài liệu mật không được đưa lên hệ thống này.",
    "library.file_empty": "Tệp rỗng.",
    "library.format_unknown": "Chỉ nhận PDF, DOCX, JPEG, PNG, WebP và HEIC.",
    "library.format_mismatch": "Nội dung không đúng với đuôi tên tệp.",
    "library.file_damaged": "Tệp bị hỏng.",
    "library.file_encrypted": "Tệp có mật khẩu. Hãy gỡ mật khẩu rồi nhập lại.",
    "library.file_too_complex": "Tệp đòi hỏi quá nhiều bộ nhớ hoặc thời gian.",
    "library.file_active": "Tệp chứa macro hoặc chương trình nhúng.",
}
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
DEMO_MEETING: Final = "Sinh hoạt chi bộ thường kỳ tháng {month}"
DEMO_MEETING_PLACE: Final = "Nhà văn hóa {place}"
DEMO_MEETING_REASONS: Final = {
    "postponed": "Lịch trùng với hội nghị của Đảng ủy; chi bộ sẽ báo ngày mới.",
    "cancelled": "Ghép với buổi sinh hoạt chuyên đề cùng tháng.",
}
DEMO_REPORT_REMARK: Final = "Đề nghị chi bộ bổ sung số liệu về hộ nghèo."
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

# backup, restore
NO_SUCH_FOLDER: Final = "Không có thư mục {path}."
NOTHING_TO_BACK_UP: Final = "Cơ sở dữ liệu còn trống, chưa có gì để sao lưu."
BACKING_UP_DATABASE: Final = "Đang sao lưu cơ sở dữ liệu"
BACKING_UP_FILES: Final = "Đang sao lưu các tệp"
BACKED_UP: Final = "Đã sao lưu cơ sở dữ liệu và {files} tệp vào {path} ({megabytes} MB)."
SECRETS_INSIDE: Final = "Tệp này có kèm khóa bí mật: ai có nó sẽ đọc được mọi dữ liệu. Hãy cất giữ như cất giữ khóa."
SECRETS_LEFT_OUT: Final = (
    "Khóa bí mật không nằm trong tệp này. Hãy giữ riêng một bản của {folder}: "
    "thiếu nó thì không đọc lại được số thẻ đảng viên."
)
BACKUP_UNREADABLE: Final = "Không đọc được tệp sao lưu {path}: {reason}"
BACKUP_OF_OTHER_FORMAT: Final = "Tệp {path} do một phiên bản khác tạo ra, phiên bản này không đọc được."
BACKUP_DAMAGED: Final = "Tệp sao lưu {path} bị hỏng ở phần {name}. Không có gì bị thay đổi; hãy dùng bản sao lưu khác."
DATABASE_DAMAGED: Final = "Cơ sở dữ liệu bị hỏng: {reason}"
BACKUP_OF_OTHER_DATABASE: Final = "Bản sao lưu là của {backup}, còn cài đặt hiện tại dùng {here}."
STOP_THE_SERVER: Final = "Hệ thống đang chạy. Hãy dừng handbook serve và handbook worker rồi khôi phục."
WOULD_OVERWRITE: Final = (
    "Cơ sở dữ liệu đã có dữ liệu. Thêm --force để ghi đè bằng bản sao lưu; dữ liệu hiện tại sẽ mất."
)
CHECKING_BACKUP: Final = "Đang kiểm tra toàn bộ tệp sao lưu"
RESTORING_DATABASE: Final = "Đang khôi phục cơ sở dữ liệu"
RESTORING_FILES: Final = "Đang khôi phục các tệp"
RESTORED: Final = "Đã khôi phục bản sao lưu lúc {at} với {files} tệp."
SECRETS_NOT_IN_BACKUP: Final = "Bản sao lưu không kèm khóa bí mật; hãy chép khóa cũ vào {folder} nếu chưa có."

# worker
WORKING: Final = "Đang xử lý việc nền (dừng: Ctrl+C)."
STOPPING: Final = "Đang dừng; việc còn dở sẽ được làm tiếp ở lần chạy sau."

# doctor
DOCTOR_COLUMNS: Final = ("", "Mục kiểm tra", "Hiện trạng", "Cần làm")
DOCTOR_FINE: Final = "Không có lỗi nào."
DOCTOR_BROKEN: Final = "Có {broken} mục cần sửa."
CHECKS: Final = {
    "settings_say": "Địa chỉ công khai",
    "state_folder": "Thư mục dữ liệu",
    "secrets": "Khóa bí mật",
    "database": "Cơ sở dữ liệu",
    "migrations": "Cấu trúc dữ liệu",
    "file_store": "Kho tệp",
    "ocr": "Nhận dạng chữ bản quét",
    "fonts": "Phông chữ khi in",
    "room_on_disk": "Dung lượng đĩa",
    "time_of_day": "Đồng hồ",
    "pwa": "Giao diện",
    "push": "Thông báo",
    "signing": "Ký số trên máy chủ",
    "sweeps": "Dọn dữ liệu cũ",
}
SEEN_SWEEPS: Final = "lần cuối {when}"
SEEN_NO_SWEEPS: Final = "chưa dọn lần nào: {names}"
SEEN_OLD_SWEEPS: Final = "lần cuối {when}: {names}"
MEND_SWEEPS: Final = (
    "Máy chủ tự dọn mỗi ngày một lần khi đang chạy. Hãy chạy `handbook serve` hoặc `handbook worker` rồi xem lại; "
    'nếu vẫn vậy, tìm dòng "sweep failed" trong nhật ký.'
)
MEND_UNKNOWN: Final = "Hãy xem nguyên nhân ở cột bên, sửa rồi chạy lại."
MEND_PUBLIC_URL: Final = (
    "Đặt HANDBOOK_PUBLIC_URL bắt đầu bằng https://. "
    "Với http, trình duyệt không cho dùng khóa đăng nhập và đọc ngoại tuyến."
)
MEND_FOLDER: Final = "Cấp quyền ghi cho tài khoản chạy hệ thống vào {path}."
MEND_OPEN_FOLDER: Final = "Người dùng khác trên máy vào được. Chạy: chmod 700 {path}"
SEEN_NO_SECRETS: Final = "chưa có"
MEND_NO_SECRETS: Final = "Được tạo khi chạy handbook serve lần đầu."
SEEN_OPEN_SECRETS: Final = "người khác đọc được: {names}"
MEND_SECRETS: Final = "Chạy: chmod 700 {path} && chmod 600 {path}/*"
SEEN_CUT_SECRETS: Final = "không nguyên vẹn: {names}"
MEND_CUT_SECRETS: Final = "Chép lại khóa từ bản lưu; không có khóa cũ thì không đọc được dữ liệu đã mã hóa."
SEEN_SECRETS: Final = "{count} khóa, chỉ chủ sở hữu đọc được"
SEEN_DATABASE: Final = "{name} {version}"
SEEN_NO_DATABASE: Final = "chưa có"
MEND_NO_DATABASE: Final = "Chạy: handbook migrate"
MEND_OLD_SQLITE: Final = "SQLite cũ hơn 3.51.3 có thể làm hỏng dữ liệu. Hãy cài lại các gói theo requirements.lock."
MEND_OLD_POSTGRESQL: Final = "Cần PostgreSQL 15 trở lên."
SEEN_EMPTY: Final = "trống"
MEND_MIGRATE: Final = "Sao lưu rồi chạy: handbook migrate"
MEND_NEWER_DATABASE: Final = "Dữ liệu do phiên bản mới hơn ghi. Hãy cài phiên bản mới hơn."
MEND_STORAGE: Final = "Tệp ghi vào kho đọc lại không đúng. Hãy kiểm tra HANDBOOK_STORAGE_URL."
SEEN_NO_OCR: Final = "chưa cài Tesseract"
SEEN_NO_VIETNAMESE: Final = "Tesseract chưa có tiếng Việt"
MEND_OCR: Final = (
    "Bản quét được lưu nhưng không tìm được chữ. Trên Debian: apt-get install tesseract-ocr tesseract-ocr-vie"
)
SEEN_OCR: Final = "Tesseract {version}, có tiếng Việt"
SEEN_FONTS: Final = "đủ dấu tiếng Việt"
MEND_FONTS: Final = "Trang in thiếu chữ. Hãy cài lại chương trình đầy đủ, kể cả thư mục phông chữ."
SEEN_ROOM: Final = "còn trống {gigabytes} GB"
MEND_ROOM: Final = "Hãy dọn đĩa hoặc mở rộng trước khi đầy."
MEND_CLOCK: Final = "Đồng hồ máy sai giờ; mã xác thực và điểm danh sẽ bị từ chối. Hãy bật đồng bộ giờ (NTP)."
SEEN_OTHER_CLOCK: Final = "máy này {here}, cơ sở dữ liệu {there}"
SEEN_NO_SIGNING: Final = "không dùng"
SEEN_SIGNING: Final = "{count} khóa mở được"
MEND_SIGNING: Final = (
    "Xem lại HANDBOOK_SIGNING: đường dẫn tệp PKCS#12 hoặc thư viện PKCS#11, nhãn, biến môi trường chứa mật khẩu."
)
MEND_PWA: Final = "Chưa dựng giao diện. Hãy chạy script/server."
SEEN_PUSH: Final = "qua trình duyệt (VAPID): có"
SEEN_FCM: Final = "; ứng dụng di động (FCM): {state}"
SEEN_MAIL: Final = "; thư điện tử (SMTP): {state}"
CHANNEL_ON: Final = "có"
CHANNEL_OFF: Final = "chưa cấu hình"
KEY_FILE_BROKEN: Final = "tệp khóa không đọc được"
MAIL_REFUSED: Final = "máy chủ thư không nhận ({reason})"
MEND_FCM: Final = "Ứng dụng di động: đặt HANDBOOK_FCM_CREDENTIALS là tệp khóa tài khoản dịch vụ Firebase (JSON)."
MEND_MAIL: Final = "Thư điện tử: xem lại HANDBOOK_SMTP_URL (máy chủ, cổng, tên, mật khẩu) và HANDBOOK_MAIL_FROM."

# admin
OPTION_TOP: Final = "Tên tổ chức đảng cao nhất, khi hệ thống chưa có tổ chức nào."
ASK_ADMIN_NAME: Final = "Họ và tên quản trị viên"
ASK_TOP: Final = "Hệ thống chưa có tổ chức nào. Tên tổ chức đảng cao nhất (ví dụ: Đảng bộ tỉnh Yên Sơn)"
LOGIN_INVALID: Final = "Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang; từ 3 đến 60 ký tự."
ADMIN_TITLE: Final = "Quản trị kỹ thuật"
ADMIN_COLUMNS: Final = ("Tên đăng nhập", "Mã kích hoạt", "Nơi kích hoạt")
ADMIN_DONE: Final = "Mã chỉ hiện một lần này và có hạn đến {until}."

# documents import
NO_PAPERS: Final = "Trong {path} không có tệp nào thuộc loại nhận được ({endings})."
NO_ORGANIZATION: Final = "Không tìm thấy tổ chức đảng {said}. Hãy ghi đúng tên, tên viết tắt hoặc mã."
SEVERAL_ORGANIZATIONS: Final = "Có nhiều tổ chức đảng cùng tên {said}. Hãy dùng mã 14 số."
NO_ADMINISTRATOR: Final = "Chưa có quản trị viên. Hãy chạy trước: handbook admin create"
READING_PAPERS: Final = "Đang đọc văn bản"
READING_PAPER: Final = "Đang đọc {name}"
PAPER_TOO_LARGE: Final = "Tệp lớn hơn {megabytes} MB."
PAPER_COLUMNS: Final = ("Tệp", "Kết quả", "Tiêu đề hoặc lý do")
PAPER_OUTCOMES: Final = {
    "published": "đã phát hành",
    "unread": "đã phát hành, chưa đọc được chữ",
    "known": "đã có từ trước",
    "refused": "bị từ chối",
}
PAPERS_REFUSED: Final = "{refused} trong {all} tệp bị từ chối."
PAPERS_DONE: Final = "Đã xử lý {all} tệp."

# members import
OPTION_PROBLEMS: Final = "Ghi các dòng sai ra tệp .xlsx này."
OPTION_SHEET_ORGANIZATION: Final = "Chỉ nhận đảng viên thuộc tổ chức này trở xuống (để trống: tổ chức cao nhất)."
NO_SUCH_FILE: Final = "Không có tệp {path}."
READING_SHEET: Final = "Đang đọc: {rows} dòng"
PROBLEM_COLUMNS: Final = ("Ô", "Cột", "Giá trị", "Cần sửa")
MORE_PROBLEMS: Final = "Còn {more} lỗi nữa; thêm --problems TỆP.xlsx để ghi đầy đủ."
PROBLEMS_WRITTEN: Final = "Đã ghi các dòng sai vào {path}."
SHEET_PREVIEWED: Final = (
    "{rows} dòng: {good} hợp lệ (thêm mới {created}, sửa {updated}, không đổi {unchanged}), {bad} sai. "
    "Chưa ghi gì; thêm --apply để ghi các dòng hợp lệ."
)
SHEET_APPLIED: Final = (
    "{rows} dòng: {good} hợp lệ đã ghi (thêm mới {created}, sửa {updated}, không đổi {unchanged}), {bad} sai bị bỏ qua."
)
