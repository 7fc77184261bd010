import * as z from 'zod/mini';
import { tenantId } from '../../app/keys/tenant-id.ts';
import type { TestMode } from '../../app/ports/test-mode.ts';
import { ACT_TRIGGERS, type PayerScript } from '../../core/authorization/payer-script.ts';
import { PEER_OUTCOMES } from '../../core/authorization/request-events.ts';
import { LOINC_OF_DOCUMENT } from '../../core/authorization/review-documents.ts';
import { plainMemberNumber } from '../../core/model/keys/plain-number.ts';
import type { Problem } from '../../core/model/result.ts';
import { settingsProblems } from './settings-problems.ts';

const word = z.string().check(z.minLength(1), z.maxLength(300));
const seconds = z.int().check(z.nonnegative(), z.maximum(86_400));
const hours = z.int().check(z.nonnegative(), z.maximum(17_520));
const coding = z.strictObject({ system: word, code: word, display: z.exactOptional(word) });
const concept = z.strictObject({ coding: z.exactOptional(z.array(coding)), text: z.exactOptional(word) });
const documents = z.array(z.enum(Object.keys(LOINC_OF_DOCUMENT))).check(z.minLength(1));

const answer = z.union([
  z.strictObject({ is: z.enum(['certified', 'not-required']) }),
  z.strictObject({ is: z.literal('referred'), says: word }),
  z.strictObject({
    is: z.literal('pended'),
    says: z.exactOptional(word),
    documents: z.exactOptional(documents),
    questions: z.exactOptional(
      z.array(z.strictObject({ fact: word, question: word })).check(z.minLength(1), z.maxLength(5)),
    ),
  }),
  z.strictObject({
    is: z.literal('rejected'),
    code: z.string().check(z.regex(/^[A-Z0-9]{2}$/)),
    followUp: z.enum(['C', 'R', 'N']),
    says: word,
    path: z.exactOptional(word),
  }),
]);
const after = z.union([z.enum(['latency', ...ACT_TRIGGERS]), z.strictObject({ seconds }), z.strictObject({ hours })]);
const deed = z.strictObject({
  after,
  does: z.enum(['extend', 'confirm', 'close-peer']),
  says: word,
  outcome: z.exactOptional(z.enum(PEER_OUTCOMES)),
});
const decided = z.strictObject({
  after,
  bySecond: z.exactOptional(z.boolean()),
  decision: z.enum(['A1', 'A2', 'A3', 'A6']),
  firstOnly: z.exactOptional(z.boolean()),
  says: word,
  reasons: z.exactOptional(z.array(concept)),
  criteria: z.exactOptional(z.array(word)),
  evidence: z.exactOptional(z.array(word)),
  authorized: z.exactOptional(
    z.strictObject({ code: z.exactOptional(coding), units: z.exactOptional(z.int().check(z.positive())) }),
  ),
  lacksInformation: z.exactOptional(z.boolean()),
});
const scriptDays = z.int().check(z.minimum(1), z.maximum(60));
const reviewer = z.strictObject({
  npi: z.string().check(z.regex(/^[12]\d{9}$/, 'an NPI')),
  license: word,
  licenseState: z.exactOptional(z.string().check(z.length(2))),
  specialty: concept,
});
const span = z.int().check(z.minimum(1), z.maximum(86_400));
const member = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/)),
  member: word,
  shows: word,
  answer,
  acts: z.exactOptional(z.array(z.union([deed, decided])).check(z.maxLength(5))),
  secondSignature: z.exactOptional(z.boolean()),
  clock: z.exactOptional(z.strictObject({ days: scriptDays, extendDays: z.exactOptional(scriptDays) })),
  notices: z.exactOptional(
    z.strictObject({
      copies: z.exactOptional(z.int().check(z.minimum(1), z.maximum(5))),
      delaySeconds: z.exactOptional(z.array(seconds).check(z.maxLength(5))),
    }),
  ),
  outage: z.exactOptional(
    z.strictObject({ everySeconds: span, forSeconds: span, loses: z.enum(['request', 'answer']) }),
  ),
});
const payerScriptShape = z.strictObject({
  schema: z.literal(1),
  seed: word,
  reviewer,
  secondReviewer: z.exactOptional(reviewer),
  latency: z
    .array(z.strictObject({ share: z.number().check(z.positive(), z.maximum(1)), seconds }))
    .check(z.minLength(1), z.maxLength(20)),
  members: z.array(member).check(z.minLength(1), z.maxLength(100)),
});

/** Two parts of the script for one member would leave it to their order which one answers. */
const doubled = ({ members }: PayerScript): readonly Problem[] =>
  members.flatMap((one, index) => {
    const isAgain = members
      .slice(0, index)
      .some(({ id, member: number }) => id === one.id || plainMemberNumber(number) === plainMemberNumber(one.member));
    return isAgain
      ? [{ code: 'duplicate' as const, says: 'This member or name stands here twice.', expression: `members.${index}` }]
      : [];
  });

/** A script of a payer to practise on, with everything wrong with it. */
export const readPayerScript = (
  value: unknown,
): { readonly value?: PayerScript; readonly problems: readonly Problem[] } => {
  const parsed = payerScriptShape.safeParse(value);
  if (!parsed.success) return { problems: settingsProblems(payerScriptShape, value, parsed.error.issues) };
  return { value: parsed.data, problems: doubled(parsed.data) };
};

interface Given {
  readonly clockAheadHours?: number;
  readonly payerScript?: unknown;
  readonly practicePayers?: readonly string[];
}

/** What a sandbox is told; the places of problems are those of the settings. */
export const readTestMode = ({
  payerScript,
  practicePayers,
  ...rest
}: Given): { readonly value: TestMode; readonly problems: readonly Problem[] } => {
  const script = payerScript === undefined ? undefined : readPayerScript(payerScript);
  return {
    value: {
      ...rest,
      ...(practicePayers ? { practicePayers: practicePayers.map(tenantId) } : {}),
      ...(script?.value ? { payerScript: script.value } : {}),
    },
    problems: (script?.problems ?? []).map((one) => ({
      ...one,
      expression: `testMode.payerScript.${one.expression ?? ''}`,
    })),
  };
};
