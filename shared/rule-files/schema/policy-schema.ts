import * as z from 'zod/mini';
import { GROUPS } from '../../core/model/ruleset.ts';
import { graded, text, texts } from './evidence-schema.ts';
import { once } from './once.ts';

export const policySchemas = once(() => {
  const priorAuth = z.strictObject({
    value: z.enum(['required', 'not-required', 'ask-plan', 'by-price']),
    ...graded,
    threshold: z.exactOptional(z.strictObject({ usd: z.number(), upperFactor: z.number() })),
    asks: z.exactOptional(z.enum(['orderer', 'performer'])),
    /** Said instead of the usual sentence. */
    says: z.exactOptional(text),
  });

  const programUse = z.strictObject({ program: text, with: z.exactOptional(z.record(z.string(), z.number())) });
  const programParameters = z.record(z.string(), z.record(z.string(), z.number()));

  const necessity = z.strictObject({
    use: z.array(programUse),
    parameters: z.exactOptional(programParameters),
    otherwise: z.enum(['not-met', 'review', 'none']),
    otherwiseSays: z.exactOptional(
      z.strictObject({ symptomatic: z.exactOptional(text), asymptomatic: z.exactOptional(text) }),
    ),
  });

  const more = {
    speaksOf: z.exactOptional(texts),
    documents: z.exactOptional(texts),
    notificationOnly: z.exactOptional(z.strictObject({ value: z.boolean(), ...graded })),
    goldCard: z.exactOptional(z.strictObject({ value: z.boolean(), ...graded })),
    network: z.exactOptional(z.strictObject({ value: text, ...graded })),
  };

  /** A complete policy. */
  const policy = z.strictObject({ priorAuth, necessity, ...more });

  /** A policy based on another group's: its fields unless given here, with programs added to its list. */
  const likeAnother = z.strictObject({
    like: z.enum(GROUPS),
    priorAuth: z.exactOptional(priorAuth),
    necessity: z.exactOptional(necessity),
    addPrograms: z.exactOptional(z.array(programUse)),
    ...more,
  });

  const policyEntry = z.union([policy, likeAnother]);
  return { priorAuth, programUse, programParameters, policyEntry };
});
export type PolicyEntry = z.infer<ReturnType<typeof policySchemas>['policyEntry']>;
