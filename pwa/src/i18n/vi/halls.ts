/** Words about where a hall is, and what a phone whose owner agrees says of it. */
export const halls = {
  title: 'Vị trí điểm họp',
  help: 'Không bắt buộc. Có vị trí thì người tự quét mã trên tường, nếu đồng ý, được điện thoại của mình báo “ở gần” hay “không ở gần” để bí thư tham khảo khi xác nhận.',
  main: 'Nơi họp chính',
  find: 'Tìm điểm cầu',
  unknown: 'Chưa có vị trí',
  known: '{latitude}, {longitude} · trong vòng {radius} m',
  take: 'Lấy vị trí của máy này',
  not_found: 'Máy chưa cho biết vị trí. Xin bật định vị và cho phép trình duyệt, hoặc tự nhập.',
  latitude: 'Vĩ độ',
  longitude: 'Kinh độ',
  wrong: 'Vĩ độ và kinh độ là số thập phân, ví dụ 21.32560 và 103.91880.',
  radius: 'Coi là ở gần trong vòng',
  metres: '{count} m',
  keep: 'Lưu vị trí',
  kept: 'Đã lưu vị trí điểm họp',
  forget: 'Bỏ vị trí này',
  forgotten: 'Đã bỏ vị trí điểm họp',

  ask: 'Cho điện thoại báo thêm là tôi ở gần nơi họp',
  ask_help:
    'Không bắt buộc, không ảnh hưởng đến việc điểm danh. Điện thoại tự so với vị trí nơi họp và chỉ gửi “ở gần” hoặc “không ở gần”; tọa độ không rời khỏi máy. Đồng ý cho riêng cuộc này.',
} as const;
