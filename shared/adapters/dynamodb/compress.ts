import { deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import { DICTIONARIES } from './dictionaries/index.ts';

/** Of an answer, an eighth less than the fastest level in the same time. The window holds dictionary and body. */
const SETTINGS = { level: 3, windowBits: 15, memLevel: 6 };
/** Shorter texts are not compressed: starting the compressor costs more than the bytes saved. */
const LARGE = 512;
const GZIP = 0x1f;
/** First bytes below are versions of the dictionary; no text of ours starts with a control character. */
const VERSIONS = 0x09;

const [newest] = DICTIONARIES;

/**
 * Compresses texts, since an item may hold only 400 kB and every kB of it is billed. The first byte is the version of the
 * dictionary; zlib's own checks tell a wrong one.
 */
export const packText = (text: string): Uint8Array =>
  text.length < LARGE
    ? Buffer.from(text)
    : Buffer.concat([Buffer.of(newest.version), deflateSync(text, { ...SETTINGS, dictionary: newest.bytes })]);

const inflate = (version: number, bytes: Uint8Array): Buffer => {
  const found = DICTIONARIES.find((one) => one.version === version);
  if (!found) throw new Error(`The table holds a text of dictionary ${version}, which this release does not have.`);
  return inflateSync(bytes, { dictionary: found.bytes });
};

/** Releases before stored gzip, or the text itself. */
export const unpackText = (bytes: Uint8Array): string => {
  const [first = 0] = bytes;
  if (first === GZIP) return gunzipSync(bytes).toString('utf8');
  return (first > 0 && first < VERSIONS ? inflate(first, bytes.subarray(1)) : Buffer.from(bytes)).toString('utf8');
};
