/** FHIR ids hold at most this many characters of `[A-Za-z0-9-.]`. */
const LONGEST = 64;

const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** Letters, digits and hyphens stand for themselves; any other byte (UTF-8) becomes `.` and two hex digits. */
const escapeSegment = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) => (/[A-Za-z0-9-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `.${hex(byte)}`))
    .join('');

const unescapeSegment = (text: string): string | undefined => {
  if (!/^([A-Za-z0-9-]|\.[0-9a-f]{2})*$/.test(text)) return undefined;
  const bytes = text.match(/\.[0-9a-f]{2}|[A-Za-z0-9-]/g) ?? [];
  const codes = bytes.map((one) => (one.startsWith('.') ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)));
  return new TextDecoder().decode(Uint8Array.from(codes));
};

/** FNV-1a, 64 bit: keeps apart the few ids too long to be written out. Not a secret. */
const fingerprint = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0');
};

/** The two parts of the key of an order, as in `AuthorizationRecord`. */
interface OrderKey {
  readonly source: string;
  readonly orderId: string;
}

/**
 * The id of an order's Task: source and order id, joined by `..`, which no escaped segment holds. Too long to fit:
 * `..` and a fingerprint, found by searching only.
 */
export const taskId = ({ source, orderId }: OrderKey): string => {
  const id = `${escapeSegment(source)}..${escapeSegment(orderId)}`;
  return id.length <= LONGEST ? id : `..${fingerprint(id)}`;
};

/** The order behind a Task id; `undefined` when the id is not one of these or does not spell it out. */
export const orderOfTaskId = (id: string): OrderKey | undefined => {
  const [source, orderId, more] = id.split('..').map(unescapeSegment);
  return source && orderId && more === undefined ? { source, orderId } : undefined;
};
