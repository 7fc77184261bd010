import * as z from 'zod/mini';
import type { PublishedSource, Revision } from '../../core/model/evidence.ts';
import type { Definitions, Program } from '../../core/model/program.ts';
import type { BenefitRule } from '../../core/model/ruleset.ts';
import { dated, graded, text, texts } from './evidence-schema.ts';
import { expressions } from './expression-schema.ts';
import { once } from './once.ts';

export interface BenefitRulesFile {
  readonly id: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly version: string;
  readonly revision?: Revision;
  readonly source: PublishedSource;
  readonly rules: readonly BenefitRule[];
}

/** `programs/<id>/<date>.json` */
export const programFile = once((): z.ZodMiniType<Program> => {
  const { criterion, expression } = expressions();
  const score = z.int().check(z.minimum(1), z.maximum(9));
  const band = z.tuple([score, score]);

  const scoreTable = z.strictObject({
    onlyIf: expression,
    bands: z.strictObject({ supports: band, review: band, against: band }),
    modalityColumn: z.record(z.string(), text),
    rows: z.array(
      z.strictObject({
        id: text,
        label: text,
        when: expression,
        scores: z.record(z.string(), score),
        noTest: z.exactOptional(score),
        cite: text,
        ...graded,
      }),
    ),
  });
  return z.strictObject({
    ...dated,
    complete: z.boolean(),
    parameters: z.exactOptional(z.record(z.string(), z.strictObject({ default: z.number(), ...graded }))),
    criteria: z.record(z.string(), criterion),
    against: texts,
    hold: texts,
    supports: texts,
    review: texts,
    scoreTable: z.exactOptional(scoreTable),
  });
});

/** `definitions/<date>.json` */
export const definitionsFile = once((): z.ZodMiniType<Definitions> => {
  const { expression } = expressions();
  const percent = z.number().check(z.minimum(0), z.maximum(100));
  const bySex = z.strictObject({ male: percent, female: percent });
  return z.strictObject({
    ...dated,
    derived: z.record(z.string(), expression),
    pretest: z.strictObject({
      ...graded,
      cite: text,
      lowAtMost: percent,
      intermediateAtMost: percent,
      rows: z.array(z.strictObject({ ageFrom: z.int(), chestPain: bySex, dyspnea: bySex })).check(z.minLength(1)),
    }),
    outside: z.exactOptional(
      z.array(z.strictObject({ id: text, when: expression, says: text, cite: text, ...graded })),
    ),
  });
});

/** `benefit-rules/<id>/<date>.json` */
export const benefitRulesFile = once((): z.ZodMiniType<BenefitRulesFile> => {
  const { expression } = expressions();
  return z.strictObject({
    ...dated,
    rules: z
      .array(
        z.strictObject({
          id: text,
          when: expression,
          effect: z.enum(['excluded', 'review', 'warning']),
          ifUnknown: z.exactOptional(z.literal('review')),
          carc: z.exactOptional(text),
          says: text,
          fix: z.exactOptional(text),
          cite: text,
          ...graded,
        }),
      )
      .check(z.minLength(1)),
  });
});
