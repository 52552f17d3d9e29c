/** A certificate file as PEM text, whichever of the two usual forms it has. */
export function pemOf(bytes: ArrayBuffer): string {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('-----BEGIN')) return text;
  const raw = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  const lines = btoa(raw).replace(/(.{64})(?=.)/g, '$1\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
