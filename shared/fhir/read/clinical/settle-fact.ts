import { BOUNDS } from '../../../core/model/bounds.ts';
import { compact } from '../../../core/model/compact.ts';
import { firstDay } from '../../../core/model/dates.ts';
import type { Fact, IschemiaTest } from '../../../core/model/facts.ts';
import { canBeSameFact, disagree } from './disagree.ts';
import type { Rank, Statement } from './finding.ts';
import { byWeight } from './weigh.ts';

export interface Settled {
  readonly fact: Fact<unknown>;
  readonly reason?: string;
  readonly warnings: readonly string[];
}

const SOURCES: Readonly<Record<Rank, string>> = {
  answer: 'clinician’s answers',
  chart: 'chart entries',
  diagnosis: 'diagnoses or drugs',
  unconfirmed: 'answers nobody confirmed',
};

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** What a fact was read from; of very many the first statement's own, then others in order. */
const sourcesOf = (references: readonly string[]): readonly string[] =>
  references.length > BOUNDS.sources
    ? unique([...new Set([...references.slice(0, 1), ...unique(references)])].slice(0, BOUNDS.sources))
    : unique(references);

/** Within a rank the newer statement replaces the older; across ranks a difference is a contradiction. */
const isReplaced = (other: Statement, best: Statement): boolean =>
  other.rank === best.rank && other.on !== undefined && best.on !== undefined && firstDay(other.on) < firstDay(best.on);

/** Entries of the same test (a procedure and its report, an answer with only a result) complete each other. */
const completes = (account: IschemiaTest, { value }: Statement, best: Statement): boolean => {
  const more = value as IschemiaTest | undefined;
  const dated = account.date !== undefined || best.rank === 'answer' || best.rank === 'unconfirmed';
  return more?.date !== undefined && dated && canBeSameFact(account, more);
};

const accountOf = (best: Statement, others: readonly Statement[]) => {
  const used = [best];
  if (best.fact !== 'priorIschemiaTest' || best.value === undefined) return { value: best.value, used };
  let value = best.value as IschemiaTest;
  for (const other of others)
    if (other.rank === 'unconfirmed' && best.rank !== 'unconfirmed') continue;
    else if (completes(value, other, best)) {
      value = { ...(other.value as IschemiaTest), ...value };
      used.push(other);
    }
  return { value, used };
};

const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Each of some values once, in the order of their text, so that message order never decides. */
const unlike = (values: readonly unknown[]): NonNullable<Fact<unknown>['rejected']> =>
  [...new Map(values.map((value) => [JSON.stringify(value) ?? '', value]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => (value === undefined ? { is: 'absent' as const } : { is: 'known' as const, value }));

/** The value when several sources state one fact, and whether they contradict each other. */
export const settleFact = (statements: readonly Statement[]): Settled | undefined => {
  const [best, ...others] = statements.toSorted(byWeight);
  if (!best) return undefined;
  const { value, used } = accountOf(best, others);
  const alike = others.filter((other) => other.rank === best.rank && sameText(other.value, best.value));
  const support = [...used, ...alike];
  const against = others.filter((other) => !isReplaced(other, best) && disagree(best.fact, value, other.value));
  const sources = unique([best, ...against].map(({ rank }) => SOURCES[rank])).join(', ');
  const conflict = against.length ? `The sources contradict each other on ${best.fact} (${sources}).` : undefined;
  const from = sourcesOf(support.map(({ reference }) => reference).filter(Boolean));
  const rejected = conflict ? unlike(against.map((other) => other.value)) : undefined;
  const unconfirmed = best.rank === 'unconfirmed' ? (true as const) : undefined;
  const extra = compact({ from: from.length ? from : undefined, conflict, rejected, unconfirmed });
  const reason = support.find((one) => one.reason)?.reason;
  return {
    fact: value === undefined ? { is: 'absent', ...extra } : { is: 'known', value, ...extra },
    warnings: [...(conflict ? [conflict] : []), ...unique(support.flatMap(({ warning }) => warning ?? []))],
    ...compact({ reason }),
  };
};
