import type { components } from '#api/schema.gen.ts';

type Verified = components['schemas']['VerifiedRead'];
export type FileVerdict = 'same' | 'older' | 'signed' | 'signed_other' | 'other';

/** SHA-256 of a file in hexadecimal, computed here: the file goes nowhere. */
export async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a file with this hash is to the paper on record. */
export function verdictOf(paper: Verified, hash: string): FileVerdict {
  const edition = paper.editions.find((one) => one.sha256 === hash);
  if (edition) return edition.latest ? 'same' : 'older';
  const copy = paper.signed.find((one) => one.sha256 === hash);
  if (copy) return copy.intact && copy.same_text ? 'signed' : 'signed_other';
  return 'other';
}
