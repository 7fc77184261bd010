import * as z from 'zod/mini';
import { evidence, isoDate } from '../../codes/data-set.ts';

export const text = z.string().check(z.minLength(1));
export const texts = z.array(text);

/** Evidence every value that affects an answer carries; `why` is required when the level is illustrative. */
export const graded = { evidence, why: z.exactOptional(text) };

/** A file among those of one id: its first day, for a revision with its version (`2026-01-01-v1.1.0`). */
export const pin = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(-v\d+\.\d+\.\d+)?$/));

/** Header of every dated file. Both days are included. */
export const dated = {
  id: text,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  effectiveFrom: isoDate,
  effectiveTo: z.exactOptional(isoDate),
  revision: z.exactOptional(z.strictObject({ on: isoDate, why: text })),
  source: z.strictObject({
    title: text,
    address: z.exactOptional(text),
    retrieved: z.exactOptional(isoDate),
    evidence,
  }),
};
