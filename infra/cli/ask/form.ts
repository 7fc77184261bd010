import * as z from 'zod/mini';
import { wrongUsage } from '../refusal.ts';
import { isDay } from '../today.ts';

interface Item {
  readonly linkId: string;
  readonly text?: string | undefined;
  readonly type: string;
  readonly answerOption?:
    | readonly { readonly valueCoding: { readonly system: string; readonly code: string } }[]
    | undefined;
  readonly item?: readonly Item[] | undefined;
}
const item: z.ZodMiniType<Item> = z.looseObject({
  linkId: z.string(),
  text: z.optional(z.string()),
  type: z.string(),
  answerOption: z.optional(
    z.array(z.looseObject({ valueCoding: z.looseObject({ system: z.string(), code: z.string() }) })),
  ),
  item: z.optional(z.lazy(() => z.array(item))),
});
const questionnaire = z.looseObject({ url: z.string(), item: z.array(item) });

/** One question of the clinical questionnaire. */
export interface FormQuestion {
  readonly linkId: string;
  readonly text: string;
  /** Accepted values, for people. */
  readonly takes: string;
  /** Nested questions; where there are any, the question itself only takes "none". */
  readonly parts: readonly FormQuestion[];
  /** As an answer of a QuestionnaireResponse. */
  readonly read: (typed: string) => object;
}

const YES = /^(y|yes|true)$/i;
const NO = /^(n|no|false)$/i;
const NEVER = 'none';

const coded = ({ answerOption = [] }: Item, word: string) =>
  answerOption.find(({ valueCoding: { code } }) => code === word.toLowerCase())?.valueCoding;

const readAs = (one: Item, typed: string): object | undefined => {
  const coding = coded(one, typed);
  if (coding) return { valueCoding: { system: coding.system, code: coding.code } };
  if (one.type === 'boolean' && YES.test(typed)) return { valueBoolean: true };
  if (one.type === 'boolean' && NO.test(typed)) return { valueBoolean: false };
  if (one.type === 'decimal' && /^\d+(\.\d+)?$/.test(typed)) return { valueDecimal: Number(typed) };
  if (one.type === 'string') return { valueString: typed };
  if (one.type !== 'date') return undefined;
  if (typed.toLowerCase() === NEVER) return { valueString: NEVER };
  return isDay(typed) || /^\d{4}(-\d{2})?$/.test(typed) ? { valueDate: typed } : undefined;
};

const takesOf = ({ type, answerOption = [] }: Item): string => {
  const words = answerOption.map(({ valueCoding }) => valueCoding.code);
  if (type === 'boolean') return 'yes or no';
  if (type === 'decimal') return 'a number';
  if (type === 'date') return 'a date YYYY-MM-DD, YYYY-MM or YYYY, or none';
  return words.length ? words.join(', ') : 'text';
};

/** Hints are not questions, and reasons for an answer are never needed. */
const partsOf = ({ item: items = [] }: Item): readonly FormQuestion[] =>
  items.filter(({ type }) => type !== 'display' && type !== 'string').map(questionOf);

const questionOf = (one: Item): FormQuestion => {
  const parts = partsOf(one);
  const named = parts.map(({ linkId }) => linkId).join(', ');
  const takes = parts.length ? `${takesOf(one)}, or answers to ${named}` : takesOf(one);
  return {
    linkId: one.linkId,
    text: one.text ?? one.linkId,
    takes,
    parts,
    read: (typed) => {
      const value = readAs(one, typed.trim());
      if (!value) throw wrongUsage(`${one.linkId} is "${typed}"; it takes ${takes}.`);
      return value;
    },
  };
};

/** The clinical questionnaire of a service: every question by its `linkId`, including nested ones. */
export interface Form {
  readonly url: string;
  readonly questions: ReadonlyMap<string, FormQuestion>;
}

export const readForm = (resource: unknown): Form => {
  const { url, item: items } = questionnaire.parse(resource);
  const all = items.map(questionOf).flatMap((one) => [one, ...one.parts]);
  return { url, questions: new Map(all.map((one) => [one.linkId, one])) };
};
