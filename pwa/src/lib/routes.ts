/** Every address of the app, in one place: components never spell a path. */
export const routes = {
  home: () => '/',

  signIn: (next?: string) => (next ? `/dang-nhap?next=${encodeURIComponent(next)}` : '/dang-nhap'),
  /** The paper's QR code leads here, the code in the fragment: `/kich-hoat#7K4M92QXTB3D`. */
  activate: () => '/kich-hoat',
  /** The second step of signing in: given, or set up first. */
  security: (next?: string) => (next ? `/bao-mat?next=${encodeURIComponent(next)}` : '/bao-mat'),
  signOut: () => '/dang-xuat',

  library: () => '/van-kien',
  document: (id: string) => `/van-kien/${id}`,
  libraryDesk: () => '/van-kien/quan-ly',

  me: () => '/ca-nhan',
  myCard: () => '/ca-nhan/the',
  myDevices: () => '/ca-nhan/thiet-bi',
  myData: () => '/ca-nhan/du-lieu',
  settings: () => '/ca-nhan/cai-dat',

  organizations: () => '/to-chuc',
  organization: (id: string) => `/to-chuc/${id}`,
  members: () => '/dang-vien',
  member: (id: string) => `/dang-vien/${id}`,
  memberImport: () => '/dang-vien/nhap',
  myBranch: () => '/chi-bo',
  activationCodes: () => '/chi-bo/ma-kich-hoat',
  dataRequests: () => '/yeu-cau',
  audit: () => '/nhat-ky',
} as const;

/** Where `?next=` leads: only an address of this app, never another host. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return routes.home();
  const url = new URL(next, 'https://handbook.invalid');
  return url.host === 'handbook.invalid' ? url.pathname + url.search + url.hash : routes.home();
}
