/** One sentence for each refusal of `conferences`. */
export const conferences = {
  'conferences.guest_not_found': 'Không tìm thấy khách này.',
  'conferences.scan_not_found': 'Không tìm thấy lần điểm danh này của khách.',
  'conferences.id_taken': 'Khách này thuộc một cuộc họp khác.',
  'conferences.site_unknown': 'Cuộc họp này không có điểm cầu đó.',
  'conferences.badge_unknown': 'Thẻ này không phải của cuộc họp này.',
  'conferences.session_outside': 'Phiên “{title}” nằm ngoài thời gian của hội nghị.',
  'conferences.delegations_alike': 'Có hai đoàn trùng tên.',
  'conferences.paper_not_of_meeting': 'Tệp này không có trong tài liệu của hội nghị.',
  'conferences.seat_taken': 'Ghế {seat} được xếp cho hai người.',
  'conferences.person_unknown': 'Có người trong danh sách không thể được mời dự cuộc này.',
  'conferences.list_unreadable':
    'Không đọc được danh sách: cần tệp Excel có cột “Họ và tên”, không quá 3000 dòng.',
  'conferences.page_not_found': 'Không có gì sau mã này. Có thể hội nghị đã thay đổi.',
} as const;
