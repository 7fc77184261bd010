import * as z from 'zod/mini';
import { PLAN_TYPES } from '../core/model/facts.ts';
import type { PlanKind, PlanWords } from '../core/model/plan-kinds.ts';
import { dataSet, evidence } from './data-set.ts';
import { holdsContract, holdsWords, plainWords } from './plan-words.ts';
import { readTable } from './read-table.ts';

const texts = z.array(z.string().check(z.minLength(1)));
const codes = z.record(z.string(), texts);
const context = z.strictObject({
  words: texts,
  /** Letters that numbers of contracts with the program begin with. */
  contracts: z.exactOptional(texts),
  unless: z.exactOptional(texts),
  codes: z.exactOptional(codes),
});

const planKindsFile = z.strictObject({
  dataSet,
  /** Words a coverage names a program by. */
  programs: z.strictObject({ medicare: texts, medicaid: texts }),
  /** Code systems by the short name the kinds use. */
  systems: z.record(z.string(), texts),
  /** More exact kinds come first: of each text the first that fits counts. */
  kinds: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      planType: z.exactOptional(z.enum(PLAN_TYPES)),
      general: z.exactOptional(z.literal(true)),
      pays: z.exactOptional(z.enum(['nothing', 'inpatient', 'ask'])),
      says: z.exactOptional(z.string()),
      carc: z.exactOptional(z.string()),
      contractor: z.exactOptional(z.string()),
      note: z.exactOptional(z.string()),
      codes: z.exactOptional(codes),
      words: texts,
      /** Words that count unless one of the others stands beside them. */
      loose: z.exactOptional(texts),
      unless: z.exactOptional(texts),
      /** Words and codes that count where the coverage names Medicare, or Medicaid. */
      withMedicare: z.exactOptional(context),
      withMedicaid: z.exactOptional(context),
      /** Kinds that say nothing beside this one. */
      insteadOf: z.exactOptional(texts),
      evidence,
    }),
  ),
});
type Row = z.infer<typeof planKindsFile>['kinds'][number];
type Coding = PlanWords['codings'][number];

type Program = 'withMedicare' | 'withMedicaid';

/** Our own word for a plan type is accepted as a code of any system. */
const isOwnWord = ({ planType, id }: Row, code: string): boolean => planType === code && id === code;

/** Kinds of coverage, and how type codes and wording name them. */
export const planKindTable = (json: unknown) => {
  const { dataSet: header, programs: names, systems, kinds: rows } = readTable(planKindsFile, json);
  const nameOf = new Map(Object.entries(systems).flatMap(([name, urls]) => urls.map((url) => [url, name])));
  const kinds = new Map(rows.map(({ id }, index) => [id, rows[index]]));
  const programsIn = (said: readonly string[]): readonly Program[] =>
    (['withMedicare', 'withMedicaid'] as const).filter((one) =>
      said.some((text) => holdsWords(text, one === 'withMedicare' ? names.medicare : names.medicaid)),
    );

  /** The kind whose listed code is the longest beginning of this one. */
  const ofCoding = ({ system = '', code = '' }: Coding, programs: readonly Program[]): Row | undefined => {
    const own = rows.find((row) => isOwnWord(row, code));
    if (own) return own;
    const name = nameOf.get(system);
    if (name === undefined || code === '') return undefined;
    const isSopt = name === 'sopt';
    const lengthIn = (listed: readonly string[] = []) =>
      Math.max(
        0,
        ...listed.map((one) => (one === '*' || one === code || (isSopt && code.startsWith(one)) ? one.length : 0)),
      );
    const lengths = rows.map((row) => ({
      row,
      length: Math.max(lengthIn(row.codes?.[name]), ...programs.map((one) => lengthIn(row[one]?.codes?.[name]))),
    }));
    const best = Math.max(...lengths.map(({ length }) => length));
    return best > 0 ? lengths.find(({ length }) => length === best)?.row : undefined;
  };

  const fits = (row: Row, said: string, programs: readonly Program[]): boolean => {
    if (holdsWords(said, row.words)) return true;
    if (row.loose && holdsWords(said, row.loose) && !holdsWords(said, row.unless ?? [])) return true;
    return programs.some((one) => {
      const { words = [], unless = [], contracts = [] } = row[one] ?? {};
      return (holdsWords(said, words) && !holdsWords(said, unless)) || holdsContract(said, contracts);
    });
  };
  const ofWords = (said: string, programs: readonly Program[]): Row | undefined =>
    rows.find((row) => fits(row, said, programs));
  return {
    dataSets: [header],
    planKind: (id: string): PlanKind | undefined => kinds.get(id),
    planKindOfCode: (coding: Coding): PlanKind | undefined => ofCoding(coding, []),
    planKindOfText: (text: string): PlanKind | undefined => {
      const said = plainWords(text);
      return ofWords(said, programsIn([said]));
    },
    /** Every kind the coverage names. A payor's name alone tells the more exact kinds only: plans carry Medicare in theirs. */
    planKindsNamed: (words: PlanWords): readonly string[] => {
      const texts = words.texts.map(plainWords);
      const payor = words.payor.map(plainWords);
      const programs = programsIn([...texts, ...payor]);
      const named = [
        ...words.codings.flatMap((coding) => ofCoding(coding, programs) ?? []),
        ...texts.flatMap((said) => ofWords(said, programs) ?? []),
        ...payor.flatMap((said) => ofWords(said, programs) ?? []).filter(({ general }) => !general),
      ];
      const moot = new Set(named.flatMap(({ insteadOf = [] }) => insteadOf));
      return [...new Set(named.map(({ id }) => id))].filter((id) => !moot.has(id)).sort();
    },
  };
};
