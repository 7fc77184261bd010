import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { TestMode } from '../../../shared/app/ports/test-mode.ts';
import { readPayerScript } from '../../../shared/handlers/admin/read-test-mode.ts';

/** What a member brings out: of the first answer, and of the last one. */
const expected = z.record(
  z.string(),
  z.strictObject({
    /** Review action of the answer, a 901 code for a rejection, an HTTP status for none. */
    first: z.string(),
    /** Where a decision comes later. */
    later: z.exactOptional(z.string()),
    /** When, in words. */
    after: z.exactOptional(z.string()),
  }),
);
const file = z.strictObject({ script: z.unknown(), expect: expected });

const read = () => file.parse(JSON.parse(readFileSync(new URL('./payer.json', import.meta.url), 'utf8')));

/** The script of the payer to practise on. @throws where it is none, naming the place. */
export const practiceScript = (): NonNullable<TestMode['payerScript']> => {
  const { value, problems } = readPayerScript(read().script);
  const [first] = problems;
  if (!value || first) throw new Error(`payer.json: ${first?.expression}: ${first?.says}`);
  return value;
};

/** What tests and the table of the page compare with. */
export const practiceOutcomes = () => read().expect;
