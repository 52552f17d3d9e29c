/** Every address of the app, in one place: components never spell a path. */
export const routes = {
  home: () => '/',

  signIn: (next?: string) => (next ? `/dang-nhap?next=${encodeURIComponent(next)}` : '/dang-nhap'),
  /** The paper's QR code leads here, the code in the fragment: `/kich-hoat#7K4M92QXTB3D`. */
  activate: () => '/kich-hoat',
  /** The second step of signing in: given, or set up first. */
  security: (next?: string) => (next ? `/bao-mat?next=${encodeURIComponent(next)}` : '/bao-mat'),
  signOut: () => '/dang-xuat',

  /** `view`: one of the lists in `rooms/library/views.ts`. */
  library: (view?: string) => `/van-kien${view ? `?xem=${view}` : ''}`,
  /** `place`: a block of the text, as `rooms/library/rows.ts` names it. */
  document: (id: string, place?: string) => `/van-kien/${id}${place ? `#${place}` : ''}`,
  documentPages: (id: string, file?: string) =>
    `/van-kien/${id}/trang-goc${file ? `?tep=${file}` : ''}`,
  libraryDesk: () => `/van-kien/quan-ly`,
  libraryDeskNew: () => `/van-kien/quan-ly/moi`,
  libraryDeskDocument: (id: string) => `/van-kien/quan-ly/${id}`,
  trustAnchors: () => `/van-kien/quan-ly/chung-thu-goc`,

  myCheckInCode: () => '/diem-danh/ma',
  checkInDesk: (meeting: string) => `/diem-danh/quet/${meeting}`,
  /** Where I may stand at a desk. */
  checkInDesks: () => '/diem-danh',
  checkInGrants: (meeting: string) => `/diem-danh/giao-quet/${meeting}`,
  /** Where the halls of a meeting are. */
  checkInHalls: (meeting: string) => `/diem-danh/vi-tri/${meeting}`,
  checkInWall: (meeting: string) => `/diem-danh/man-hinh/${meeting}`,
  checkInBoard: (meeting: string) => `/diem-danh/truc-tiep/${meeting}`,
  /** A member's own scanner for the code on the wall. */
  checkInSelf: () => '/diem-danh/tu-quet',
  attendanceSheet: (meeting: string) => `/diem-danh/bang/${meeting}`,
  myAttendance: () => '/diem-danh/lich-su',
  absenceWarnings: () => '/diem-danh/vang-nhieu',

  conference: (meeting: string) => `/hoi-nghi/${meeting}`,

  /** What is stored about my face, and enrolling it for a meeting. */
  myFace: () => '/ca-nhan/khuon-mat',
  faceEnrol: (meeting: string) => `/ca-nhan/khuon-mat/${meeting}`,
  /** On the own phone, after the scan of the room's code. */
  faceConfirm: (meeting: string, scan: string) => `/ca-nhan/khuon-mat/${meeting}/${scan}`,
  faceOffer: (meeting: string) => `/khuon-mat/hop/${meeting}`,
  faceKiosk: (kiosk: string) => `/khuon-mat/quay/${kiosk}`,
  faceRegister: () => '/khuon-mat/so-dang-ky',

  meetings: () => '/sinh-hoat',
  meetingNew: () => '/sinh-hoat/moi',
  /** The private address for other calendar programs. */
  meetingCalendar: () => '/sinh-hoat/lich',
  /** What the organisations below hold: for committees. */
  meetingsBelow: () => '/sinh-hoat/cac-chi-bo',
  meeting: (id: string) => `/sinh-hoat/${id}`,
  meetingEdit: (id: string) => `/sinh-hoat/${id}/sua`,
  meetingRun: (id: string) => `/sinh-hoat/${id}/dieu-hanh`,
  meetingClose: (id: string) => `/sinh-hoat/${id}/ket-thuc`,
  meetingReports: () => '/sinh-hoat/bao-cao',
  /** DOCX templates of minutes and resolutions. */
  paperTemplates: () => '/sinh-hoat/mau-van-ban',
  /** The numbers an organisation gave to its papers; without one, of the place the person leads. */
  paperNumbers: (organization?: string) =>
    organization ? `/sinh-hoat/so-van-ban?to-chuc=${organization}` : '/sinh-hoat/so-van-ban',
  /** Open to everybody: the QR code of a printed paper leads here. */
  verifyPaper: (code: string) => `/xac-minh/${code}`,

  notices: () => '/thong-bao',
  /** What an organisation told me in its own words. */
  announcement: (id: string) => `/thong-bao/${id}`,
  /** What the offices I work for told their people. */
  announcements: () => '/thong-bao/gui-di',
  announcementNew: () => '/thong-bao/gui-di/soan',
  announcementWritten: (id: string) => `/thong-bao/gui-di/${id}`,
  /** Written again while it waits for its time. */
  announcementEdit: (id: string) => `/thong-bao/gui-di/${id}/sua`,
  /** What happened and could not be told. */
  parkedEvents: () => '/thong-bao/khong-gui-duoc',
  noticeSettings: () => '/thong-bao/cai-dat',

  me: () => '/ca-nhan',
  myCard: () => '/ca-nhan/the',
  myDevices: () => '/ca-nhan/thiet-bi',
  myData: () => '/ca-nhan/du-lieu',
  settings: () => '/ca-nhan/cai-dat',

  organizations: () => '/to-chuc',
  organization: (id: string) => `/to-chuc/${id}`,
  organizationRules: (id: string) => `/to-chuc/${id}/quy-dinh`,
  /** `organization`: only those at or below it. */
  members: (organization?: string) =>
    organization ? `/dang-vien?to-chuc=${organization}` : '/dang-vien',
  memberNew: (branch?: string) => (branch ? `/dang-vien/moi?chi-bo=${branch}` : '/dang-vien/moi'),
  memberDuplicates: () => '/dang-vien/trung',
  memberTransfers: () => '/dang-vien/chuyen-sinh-hoat',
  member: (id: string) => `/dang-vien/${id}`,
  memberImport: () => '/dang-vien/nhap',
  myBranch: () => '/chi-bo',
  activationCodes: (organization?: string) =>
    organization ? `/chi-bo/ma-kich-hoat?to-chuc=${organization}` : '/chi-bo/ma-kich-hoat',
  dataRequests: () => '/yeu-cau',
  audit: () => '/nhat-ky',
} as const;

/** Where `?next=` leads: only an address of this app, never another host. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return routes.home();
  const url = new URL(next, 'https://handbook.invalid');
  return url.host === 'handbook.invalid' ? url.pathname + url.search + url.hash : routes.home();
}
