import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/**
 * A situation as data: a patient, an order, and what happens to it. Days count from the tenant's today, so that a script
 * shows the same on any day. `schema` grows when a script of the version before would mean something else.
 */
const day = z.int().check(z.minimum(-800), z.maximum(800));
const time = z.string().check(z.regex(/^\d\d:\d\d$/));
const word = z.string().check(z.minLength(1), z.maxLength(200));

const coverage = z.strictObject({
  /** Id of `rules/payers.json`, or a name in words that no rule knows. */
  payer: z.optional(word),
  payerName: z.optional(word),
  member: word,
  /** Kind of plan as a card says it. */
  plan: z.optional(word),
  /** False: no member of a payer whose roster is complete. */
  rostered: z._default(z.boolean(), true),
  start: z._default(day, -300),
  end: z.optional(day),
});
const answer = z.union([z.boolean(), z.string()]);
const decision = z.strictObject({
  decision: word,
  number: z.optional(word),
  numberKind: z.optional(word),
  /** Days of receipt, first and last day. */
  received: z._default(day, 0),
  start: z.optional(day),
  end: z.optional(day),
  code: z.optional(word),
  place: z.optional(word),
  reason: z.optional(word),
  source: z._default(word, 'portal'),
});
const visit = z.strictObject({
  day: z._default(day, 0),
  at: time,
  status: z._default(z.enum(['booked', 'cancelled', 'fulfilled']), 'booked'),
});
const step = z.union([
  z.strictObject({ decision }),
  z.strictObject({ visit }),
  z.strictObject({ order: z.enum(['active', 'revoked', 'completed']) }),
  z.strictObject({ clock: day }),
]);
const script = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/)),
  shows: word,
  patient: z.strictObject({
    given: word,
    family: word,
    sex: z.enum(['female', 'male']),
    age: z.int().check(z.minimum(1), z.maximum(110)),
    state: z.string().check(z.length(2)),
  }),
  coverages: z.array(coverage),
  /** Codes ordered together; the first is the one the visit is for. */
  codes: z.array(word).check(z.minLength(1)),
  diagnoses: z._default(z.array(word), []),
  place: z._default(word, '11'),
  /** Answers to the clinical questionnaire, by `linkId`. */
  facts: z._default(z.record(z.string(), answer), {}),
  steps: z.array(step),
  /** What comes of it; tests and the table of situations read it. */
  expect: z.record(z.string(), z.string()),
});
const file = z.strictObject({ schema: z.literal(1), scripts: z.array(script) });

export type Script = Readonly<z.infer<typeof script>>;
export type ScriptStep = Script['steps'][number];
export type ScriptDecision = z.infer<typeof decision>;
export type ScriptVisit = z.infer<typeof visit>;

/** @throws where a file is no list of scripts of this version, naming the place. */
export const readScripts = (text: string): readonly Script[] => {
  const { scripts } = file.parse(JSON.parse(text));
  const twice = scripts.find(({ id }, index) => scripts.findIndex((one) => one.id === id) !== index);
  if (twice) throw new Error(`Two scripts are called ${twice.id}.`);
  return scripts;
};

export const scriptsIn = (name: 'demo-day' | 'situations'): readonly Script[] =>
  readScripts(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
