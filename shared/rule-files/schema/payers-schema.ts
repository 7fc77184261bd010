import * as z from 'zod/mini';
import { PLAN_TYPES } from '../../core/model/facts.ts';
import { graded, text, texts } from './evidence-schema.ts';

const planTypes = z.array(z.enum(PLAN_TYPES));

/** `payers.json`: identifiers and names of each payer. */
export const payersFile = z.strictObject({
  payers: z.array(
    z.strictObject({
      id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
      name: text,
      planTypes: planTypes.check(z.minLength(1)),
      identifiers: z.array(z.strictObject({ system: text, value: text, ...graded })),
      aliases: texts,
      catchAllFor: z.exactOptional(planTypes),
    }),
  ),
});
