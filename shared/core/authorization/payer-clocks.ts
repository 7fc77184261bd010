import { addDays } from '../model/dates.ts';
import {
  CHANNELS,
  type Channel,
  type ClockBook,
  type DecisionClock,
  FUNDINGS,
  type Funding,
  type Span,
} from '../model/decision-clock.ts';
import type { DueClock } from '../model/determination.ts';
import type { PlanType } from '../model/facts.ts';
import { type DayOf, endOf, spanWords } from './due.ts';

/** A request at a payer, as far as the clock needs it. What is missing is not known. */
export interface RequestedOf {
  /** Several where only the payer is known. */
  readonly planTypes: readonly PlanType[];
  /** Kinds of the coverage, finer than its plan type. */
  readonly kinds?: readonly string[] | undefined;
  readonly state?: string | undefined;
  readonly funding?: Funding | undefined;
  readonly channel?: Channel | undefined;
  /** A clinician stated that waiting could do harm; an order's own priority is no such statement. */
  readonly expedited?: boolean;
  /** Instants: when the payer received the request, and when it was last told something. */
  readonly receivedAt: string;
  readonly completeAt: string;
}

/** One answer to everything that is open. */
interface Supposed {
  readonly planType: PlanType;
  readonly funding?: Funding | undefined;
  readonly channel?: Channel | undefined;
  readonly where?: string | undefined;
}

const WORDS: Readonly<Partial<Record<Funding | Channel | PlanType, string>>> = {
  medicaid: 'it is Medicaid without a managed care plan',
  'medicaid-managed': 'it is a Medicaid managed care plan',
  'fully-insured': 'the plan is fully insured',
  'self-funded': 'the plan is self-funded',
  electronic: 'it was asked electronically',
  other: 'it was not asked electronically',
};

const holdsFor = (clock: DecisionClock, { planTypes, kinds = [], state }: RequestedOf, on: string): boolean =>
  clock.planTypes.some((one) => planTypes.includes(one)) &&
  !clock.notKinds?.some((kind) => kinds.includes(kind)) &&
  (!clock.states || (state !== undefined && clock.states.includes(state))) &&
  clock.from <= on &&
  (clock.to === undefined || on <= clock.to);

/** What one dimension may be: what is known, else every value where some rule asks for it. */
const options = <T extends string>(
  known: T | undefined,
  asked: boolean,
  all: readonly T[],
): readonly (T | undefined)[] => (known !== undefined || !asked ? [known] : all);

const supposing = (rules: readonly DecisionClock[], asked: RequestedOf): readonly Supposed[] =>
  asked.planTypes.flatMap((planType) => {
    const own = rules.filter(({ planTypes }) => planTypes.includes(planType));
    const wheres = [...new Set(own.flatMap(({ where }) => where ?? []))];
    const fundings = options(
      planType === 'exchange' ? 'fully-insured' : asked.funding,
      own.some(({ funding }) => funding),
      FUNDINGS,
    );
    const channels = options(
      asked.channel,
      own.some(({ channel }) => channel),
      CHANNELS,
    );
    return fundings.flatMap((funding) =>
      channels.flatMap((channel) =>
        (wheres.length ? wheres : [undefined]).map((where) => ({ planType, funding, channel, where })),
      ),
    );
  });

const binds = ({ planTypes, funding, channel, where }: DecisionClock, supposed: Supposed): boolean =>
  planTypes.includes(supposed.planType) &&
  (!funding || funding === supposed.funding) &&
  (!channel || channel === supposed.channel) &&
  (!where || where === supposed.where);

interface Timed {
  readonly rule: DecisionClock;
  readonly span: Span;
  readonly due: string;
  readonly day: string;
}

const timed = (rule: DecisionClock, asked: RequestedOf, book: ClockBook, dayOf: DayOf): Timed => {
  const span = (asked.expedited ? rule.expedited : undefined) ?? rule.standard;
  const due = endOf(span, rule.counts === 'complete' ? asked.completeAt : asked.receivedAt, rule, book, dayOf);
  return { rule, span, due, day: due.length === 10 ? due : dayOf(due) };
};

/** Of rules that bind at once the shortest; of equal ones the state's, which is the more exact. */
const shortest = (some: readonly Timed[]): Timed | undefined =>
  some.toSorted(
    (a, b) => a.day.localeCompare(b.day) || Number(b.rule.states !== undefined) - Number(a.rule.states !== undefined),
  )[0];

/** Under which of the open answers a clock holds; empty where it holds under all. */
const conditionOf = (mine: readonly Supposed[], all: readonly Supposed[]): string => {
  const said = (['planType', 'where', 'funding', 'channel'] as const).flatMap((name): readonly string[] => {
    const values = new Set(mine.map((one) => one[name]));
    const [value] = values;
    if (values.size !== 1 || value === undefined || new Set(all.map((one) => one[name])).size === 1) return [];
    return [name === 'where' ? value : (WORDS[value as Funding | Channel | PlanType] ?? value)];
  });
  return said.join(' and ');
};

const dueClock = ({ rule, span, due, day }: Timed, condition: string): DueClock => ({
  kind: span === rule.expedited ? 'payer-decision-expedited' : 'payer-decision',
  due,
  rule: rule.id,
  says: `${spanWords(span)} from ${rule.counts === 'complete' ? 'the complete request' : 'receipt'} (${rule.cite})${rule.says ? `. ${rule.says}` : ''}`,
  level: rule.evidence,
  ...(condition ? { onlyIf: condition } : {}),
  ...(rule.extension ? { extendedTo: addDays(day, rule.extension.amount) } : {}),
  ...(rule.ifLate === 'none' ? {} : { ifLate: rule.ifLate }),
});

/**
 * By when the payer has to decide, by the rule in force on the day it received the request. Where funding or way of asking
 * is not known, one clock for each that comes to something else, soonest first: neither blocks anything.
 */
export const payerClocks = (asked: RequestedOf, book: ClockBook, dayOf: DayOf): readonly DueClock[] => {
  const rules = book.decisionClocks.filter((rule) => holdsFor(rule, asked, dayOf(asked.receivedAt)));
  const all = supposing(rules, asked);
  const found = new Map<string, { readonly timed: Timed; readonly under: Supposed[] }>();
  for (const supposed of all) {
    const one = shortest(rules.filter((rule) => binds(rule, supposed)).map((rule) => timed(rule, asked, book, dayOf)));
    if (!one) continue;
    const key = `${one.rule.id} ${one.due}`;
    found.set(key, { timed: one, under: [...(found.get(key)?.under ?? []), supposed] });
  }
  return [...found.values()]
    .toSorted((a, b) => a.timed.day.localeCompare(b.timed.day))
    .map((one) => dueClock(one.timed, conditionOf(one.under, all)));
};
