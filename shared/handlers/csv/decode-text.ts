/** Media types under which spreadsheets send a delimited text. */
const CSV_TYPE = /^\s*(text\/csv|application\/vnd\.ms-excel)\s*(;|$)/i;

export const isCsvType = (type: string): boolean => CSV_TYPE.test(type);

const charsetOf = (type: string): string | undefined =>
  /;\s*charset\s*=\s*"?([\w.:-]{1,40})"?/i.exec(type)?.[1]?.toLowerCase();

const decoderOf = (label: string, fatal: boolean) => {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return undefined;
  }
};

export const isKnownCharset = (type: string): boolean => {
  const charset = charsetOf(type);
  return charset === undefined || decoderOf(charset, false) !== undefined;
};

/** UTF-16 without a mark: half of the bytes of a text in Latin letters are 0. */
const unmarkedUtf16 = (bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined => {
  const [first, second] = bytes;
  if (bytes.length < 2 || (first === 0) === (second === 0)) return undefined;
  return second === 0 ? 'utf-16le' : 'utf-16be';
};

const markedAs = ([first, second, third]: Buffer): string | undefined => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
};

/** Windows-1252 where it differs from Latin-1; Node decodes both as Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LATIN: readonly string[] = ['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii', 'ascii'];

const decodeLatin = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);

/**
 * The text of a file as a spreadsheet wrote it: by its byte order mark, else by the charset named, else UTF-8 where it is
 * that, else Windows-1252.
 */
export const decodeText = (bytes: Buffer, type = ''): string => {
  const named = charsetOf(type);
  const label = markedAs(bytes) ?? unmarkedUtf16(bytes) ?? (named === 'utf-16' ? 'utf-16le' : named);
  if (label && LATIN.includes(label)) return decodeLatin(bytes);
  const strict = label === undefined || label === 'utf-8' || label === 'utf8';
  try {
    return (decoderOf(label ?? 'utf-8', strict) ?? new TextDecoder('utf-8')).decode(bytes);
  } catch {
    return decodeLatin(bytes);
  }
};
