import { closeSync, openSync, readSync } from 'node:fs';
import { readX12Text } from '../../../shared/handlers/read-x12-text.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, sentenceOf } from '../refusal.ts';

/** More than the reader takes: a longer text is named as too long, and not held. */
const MOST_BYTES = 8_000_000;
const CHUNK = 65_536;

const STDIN = 0;

/** Up to the bound, and one byte more where there is more. */
const bytesOf = (file: string | undefined): Buffer => {
  const from = file === undefined ? STDIN : openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    while (total <= MOST_BYTES) {
      const chunk = Buffer.alloc(CHUNK);
      const count = readSync(from, chunk, 0, CHUNK, null);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      total += count;
    }
    return Buffer.concat(chunks);
  } finally {
    if (from !== STDIN) closeSync(from);
  }
};

const readBounded = (file: string | undefined): string => {
  let bytes: Buffer;
  try {
    bytes = bytesOf(file);
  } catch (error) {
    throw new Refusal(sentenceOf(error instanceof Error && file ? Object.assign(error, { path: file }) : error));
  }
  if (bytes.length > MOST_BYTES) throw new Refusal('The text is too long.');
  return bytes.toString('utf8');
};

/** Says what a file of X12 holds. 1 where it cannot be read, or has faults. */
export const describeFile = (file: string | undefined, options: JsonOption): ExitCode => {
  const { described, lines, isFaulty } = readX12Text(readBounded(file));
  print(options, described, lines);
  return isFaulty ? 1 : 0;
};
