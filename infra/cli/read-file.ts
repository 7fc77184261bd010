import { readFileSync } from 'node:fs';
import { Refusal, sentenceOf } from './refusal.ts';

/** The bytes of a file. @throws Refusal where it cannot be read. */
export const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    // The system names the file where it cannot open it, not where it cannot read it.
    throw new Refusal(sentenceOf(error instanceof Error ? Object.assign(error, { path: file }) : error));
  }
};

/** @throws Refusal where the file cannot be read. */
export const readTextFile = (file: string): string => readBytes(file).toString('utf8');

/** @throws Refusal where the file cannot be read or holds no JSON. */
export const readJsonFile = (file: string): unknown => {
  const text = readTextFile(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
};
