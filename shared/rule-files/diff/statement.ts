import type { Evidence } from '../../core/model/evidence.ts';

/** One statement of a rule file in words, with its evidence level where given. */
export interface Saying {
  readonly text: string;
  readonly level?: Evidence;
  /** For a list, so that only added and removed items are reported. */
  readonly items?: readonly string[];
}

/** Every statement about one subject (`mpi`, `criterion EV1`), by aspect (`authorization`, `sentence`). */
export type Statements = ReadonlyMap<string, ReadonlyMap<string, Saying>>;

type Aspects = Readonly<Record<string, Saying | string | undefined>>;

/** Leaves out missing values. */
export const aspects = (given: Aspects): ReadonlyMap<string, Saying> =>
  new Map(
    Object.entries(given).flatMap(([aspect, saying]) => {
      if (saying === undefined) return [];
      return [[aspect, typeof saying === 'string' ? { text: saying } : saying] as const];
    }),
  );

export const gradedStatement = (text: string, { evidence }: { readonly evidence: Evidence }): Saying => ({
  text,
  level: evidence,
});

export const listedWords = (items: readonly string[], evidence?: Evidence): Saying => ({
  text: items.join(', ') || 'none',
  items,
  ...(evidence ? { level: evidence } : {}),
});

const NOTHING = 'not said';

/** `now also B, no longer C`; items in both are left out. */
const sayListChange = (before: readonly string[], after: readonly string[]): string => {
  const added = after.filter((item) => !before.includes(item));
  const gone = before.filter((item) => !after.includes(item));
  const parts = [
    ...(added.length ? [`now also ${added.join(', ')}`] : []),
    ...(gone.length ? [`no longer ${gone.join(', ')}`] : []),
  ];
  return parts.join('; ') || `in another order: ${after.join(', ')}`;
};

const sayChange = (before: Saying | undefined, after: Saying | undefined, from: string): string | undefined => {
  const [was, is] = [before?.text ?? NOTHING, after?.text ?? NOTHING];
  const level = after?.level;
  if (was !== is) {
    const change =
      before?.items?.length && after?.items?.length ? sayListChange(before.items, after.items) : `${was} → ${is}`;
    return `${change} (from ${from}${level ? `; ${level}` : ''})`;
  }
  return before?.level === level ? undefined : `${is}: now ${level ?? NOTHING}, was ${before?.level ?? NOTHING}`;
};

const sayAll = (said: ReadonlyMap<string, Saying>): string =>
  [...said].map(([aspect, { text, level }]) => `${aspect} ${text}${level ? ` (${level})` : ''}`).join('; ');

interface Line {
  readonly subject: string;
  readonly says: string;
}

const changesOf = (
  subject: string,
  before: ReadonlyMap<string, Saying>,
  after: ReadonlyMap<string, Saying>,
  from: string,
): readonly Line[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((aspect) => {
    const change = sayChange(before.get(aspect), after.get(aspect), from);
    return change === undefined ? [] : [{ subject, says: `${aspect} ${change}` }];
  });

/** Subjects with the same changes share a line. */
const joined = (lines: readonly Line[]): readonly string[] =>
  [...new Set(lines.map(({ says }) => says))].map((says) => {
    const subjects = lines.filter((line) => line.says === says).map(({ subject }) => subject);
    return `${subjects.join(', ')}: ${says}`;
  });

/** How the later statements differ: changed, added or removed; `from` is their first day. */
export const compareStatements = (before: Statements, after: Statements, from: string): readonly string[] => {
  const subjects = [...new Set([...before.keys(), ...after.keys()])];
  return joined(
    subjects.flatMap((subject): readonly Line[] => {
      const [was, is] = [before.get(subject), after.get(subject)];
      if (was && is) return changesOf(subject, was, is, from);
      return [{ subject, says: is ? `new: ${sayAll(is)}` : `gone: ${sayAll(was ?? new Map())}` }];
    }),
  );
};
