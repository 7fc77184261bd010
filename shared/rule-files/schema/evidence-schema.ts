import * as z from 'zod/mini';
import { evidence, isoDate } from '../../codes/data-set.ts';

export const text = z.string().check(z.minLength(1));
export const texts = z.array(text);

/** Evidence every value that affects an answer carries; `why` is required when the level is illustrative. */
export const graded = { evidence, why: z.exactOptional(text) };

/** Header of every dated file. Both days are included. */
export const dated = {
  id: text,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  effectiveFrom: isoDate,
  effectiveTo: z.exactOptional(isoDate),
  source: z.strictObject({
    title: text,
    address: z.exactOptional(text),
    retrieved: z.exactOptional(isoDate),
    evidence,
  }),
};
