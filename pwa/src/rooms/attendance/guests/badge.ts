import { decodeBase45 } from '../base45.ts';
import { joined, type Bytes } from '../bytes.ts';
import { withoutBreaks } from '../codes.ts';

/** The code of a printed badge; format and reasons: api/rooms/attendance/README.md. */
const KIND = 3;
const LENGTH = 17;

/** The token of a scanned or typed badge; `null` for anything else. */
export function readBadge(text: string): Bytes | null {
  const content = decodeBase45(withoutBreaks(text));
  return content?.[0] === KIND && content.length === LENGTH ? joined(content.subarray(1)) : null;
}
