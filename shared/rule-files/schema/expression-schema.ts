import * as z from 'zod/mini';
import { OPERATORS } from '../../core/criteria/operators.ts';
import type { Criterion, Expression, Operator } from '../../core/model/program.ts';
import { graded, text } from './evidence-schema.ts';
import { once } from './once.ts';

/** Schemas are made when a file is read by them: a built function has nothing to read by most of them. */
export const expressions = once(() => {
  const operators = Object.keys(OPERATORS) as [Operator, ...Operator[]];
  const unknownAs = z.exactOptional(z.literal('not-met'));
  const operand = z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(text).check(z.minLength(1)),
    z.strictObject({ parameter: text }),
  ]);

  const inner: z.ZodMiniType<Expression> = z.lazy(() => expression);
  const parts = z.array(inner).check(z.minLength(1));

  const leaf = { fact: text, op: z.enum(operators), value: z.exactOptional(operand), unknownAs };
  const derived = { derived: text, unknownAs };
  const all = { all: parts };
  const any = { any: parts };
  const not = { not: inner };

  const expression: z.ZodMiniType<Expression> = z.union([
    z.strictObject(leaf),
    z.strictObject(derived),
    z.strictObject(all),
    z.strictObject(any),
    z.strictObject(not),
  ]);

  const sentence = { says: text, cite: text, ...graded, likelyNonCovered: z.exactOptional(z.boolean()) };

  /** An expression with its sentence, citation and evidence level. */
  const criterion: z.ZodMiniType<Criterion> = z.union([
    z.strictObject({ ...leaf, ...sentence }),
    z.strictObject({ ...derived, ...sentence }),
    z.strictObject({ ...all, ...sentence }),
    z.strictObject({ ...any, ...sentence }),
    z.strictObject({ ...not, ...sentence }),
  ]);
  return { expression, criterion };
});
