import { plainNumber } from '../model/keys/plain-number.ts';

/** First letters of every number that means nothing: given by a payer that has not declared its authority. */
const TEST = 'TEST';
const MARK_LENGTH = 6;

/** @param mark of the tenant that answers, from `tenantMark` */
export const testPrefix = (mark: string): string => `${TEST}-${mark.slice(0, MARK_LENGTH).toUpperCase()}`;

/** `TEST` and a mark, without what a number may be spelled with. */
const SHAPE = /^TEST[0-9A-F]{6}/;

/**
 * Numbers of a test count nowhere but at the tenant that gave them, and in a sandbox that practises with it, however they are spelled.
 * @param marks whose test numbers count
 */
export const isForeignTestNumber = (number: string, marks: readonly string[]): boolean => {
  const plain = plainNumber(number);
  return SHAPE.test(plain) && !marks.some((mark) => plain.startsWith(plainNumber(testPrefix(mark))));
};
