import { table } from './database.ts';

/** How the server knows this phone: kept where the page and the service worker both find it. */
export interface PhoneRow {
  key: 'current';
  id: string;
  /** Proves to the server which phone says that a notice was shown, also when nobody is signed in. */
  receipt_token: string;
  address: string;
  /** When the server was last told, ms since 1970. */
  told_at: number;
}

/** Something that became of a notice here and that the server does not know yet. */
export interface ReceiptRow {
  message_id: string;
  what: 'shown' | 'opened';
}

export const phone = table<PhoneRow>('notifications_phone');
export const receipts = table<ReceiptRow, [string, string]>('notifications_receipts');
