/** One sentence for each refusal of `faces`. */
export const faces = {
  'faces.not_offered': 'Cuộc họp này không có điểm danh bằng khuôn mặt cho đồng chí.',
  'faces.no_consent': 'Đồng chí chưa đồng ý, nên hệ thống không xem ảnh nào.',
  'faces.text_outdated': 'Nội dung đồng ý đã được cập nhật. Đồng chí đọc lại giúp.',
  'faces.too_late': 'Cuộc họp đã kết thúc.',
  'faces.own_face':
    'Việc này liên quan đến khuôn mặt của chính đồng chí nên cần một đồng chí khác xem xét.',
  'faces.nothing_stored': 'Không có dữ liệu khuôn mặt nào được lưu.',
  'faces.scan_first':
    'Đồng chí quét lại mã của phòng họp, rồi xác nhận bằng khuôn mặt ngay sau đó.',
  'faces.kiosk_not_found': 'Quầy nhận diện này đã kết thúc hoặc không giao cho đồng chí.',
  'faces.kiosk_too_long': 'Quầy nhận diện chỉ được mở đến một ngày sau cuộc họp.',
  'faces.attendant_unknown':
    'Người này chưa thể phụ trách quầy: phải có tên trong danh sách dự họp và đã có tài khoản.',
  'faces.site_not_here': 'Cuộc họp này không có điểm cầu đó.',
  'faces.gallery_too_large':
    'Có {people} người ở một điểm, nhiều hơn mức {most}. Đồng chí chia hội nghị theo điểm cầu.',
  'faces.engine_away': 'Chưa nhận diện được lúc này. Đồng chí dùng mã QR hoặc ghi tay.',
  'faces.token_invalid': 'Lượt yêu cầu quay đầu đã hết hạn. Đồng chí bắt đầu lại.',
  'faces.frames_missing': 'Chưa đủ ảnh. Đồng chí chụp lại giúp.',
  'faces.picture_too_heavy': 'Mỗi ảnh không quá {most_megabytes} MB.',
  'faces.unreadable': 'Không đọc được ảnh này. Đồng chí chụp lại bằng máy ảnh của điện thoại.',
  'faces.no_face': 'Chưa thấy khuôn mặt. Đồng chí nhìn thẳng vào máy.',
  'faces.several_faces': 'Có nhiều người trong ảnh. Chỉ một người đứng trước máy.',
  'faces.cut_off': 'Khuôn mặt bị khuất ở mép ảnh. Đồng chí đưa mặt vào giữa khung.',
  'faces.too_far': 'Khuôn mặt ở xa quá. Đồng chí lại gần hơn.',
  'faces.too_dark': 'Thiếu ánh sáng. Đồng chí quay ra chỗ sáng hơn.',
  'faces.too_bright': 'Ánh sáng quá gắt. Đồng chí tránh đèn hoặc nắng chiếu thẳng.',
  'faces.flat_light': 'Ảnh bị mờ đục. Đồng chí lau ống kính và thử lại.',
  'faces.side_light': 'Ánh sáng chỉ chiếu một bên. Đồng chí quay mặt về phía sáng.',
  'faces.turned': 'Đồng chí nhìn thẳng vào máy.',
  'faces.tilted': 'Đồng chí giữ đầu thẳng.',
  'faces.blurred': 'Ảnh chưa rõ. Đồng chí giữ yên máy một lát.',
  'faces.covered': 'Khuôn mặt bị che. Đồng chí bỏ khẩu trang, kính râm hoặc mũ.',
  'faces.not_one_person': 'Các ảnh không giống một người. Đồng chí chụp lại từ đầu.',
} as const;
