import { addDays, addYears } from '../../core/model/dates.ts';
import type { PublishedSource } from '../../core/model/evidence.ts';
import type { RulesetBundle } from '../../core/model/ruleset.ts';

/** Something that changes by itself on a day. */
export interface Coming {
  readonly day: string;
  readonly subject: string;
  readonly says: string;
}

const agingOf = (
  subject: string,
  { retrieved, title }: Pick<PublishedSource, 'retrieved' | 'title'>,
): readonly Coming[] =>
  retrieved
    ? [{ day: addYears(retrieved, 1), subject, says: `read again what was read on ${retrieved}: ${title}` }]
    : [];

const spanOf = (subject: string, says: string, from: string | undefined, to: string | undefined): readonly Coming[] => [
  ...(from ? [{ day: from, subject, says: `${says} starts` }] : []),
  ...(to ? [{ day: to, subject, says: `${says}: last day` }] : []),
];

const ofPolicy = ({ ruleset, programs, definitions }: RulesetBundle): readonly Coming[] => [
  ...spanOf(ruleset.payer, `${ruleset.id} ${ruleset.version}`, ruleset.effectiveFrom, ruleset.effectiveTo),
  ...ruleset.exceptions.flatMap(({ id, from, to }) => spanOf(ruleset.payer, `exception ${id}`, from, to)),
  ...agingOf(ruleset.payer, ruleset.source),
  ...Object.values(programs).flatMap((program) => [
    ...spanOf(`program ${program.id}`, program.effectiveFrom, program.effectiveFrom, program.effectiveTo),
    ...agingOf(`program ${program.id}`, program.source),
  ]),
  ...spanOf('definitions', definitions.id, definitions.effectiveFrom, definitions.effectiveTo),
];

/** A code table, and the last day it holds. */
interface Table {
  readonly name: string;
  readonly to?: string;
  readonly source: string;
}

const endOfTable = ({ name, to, source }: Table): readonly Coming[] =>
  to ? [{ day: to, subject: `codes ${name}`, says: `last day of what is held (${source})` }] : [];

/** A law on how long a payer may take. */
interface Clock {
  readonly id: string;
  readonly cite: string;
  readonly from: string;
  readonly to?: string;
  readonly retrieved: string;
}

const ofClock = ({ id, cite, from, to, retrieved }: Clock): readonly Coming[] => [
  ...spanOf(`clock ${id}`, cite, from, to),
  ...agingOf(`clock ${id}`, { title: cite, retrieved }),
];

/** What starts, ends or grows old from a day on within a number of days, by day. */
export const comingOf = (
  versions: readonly RulesetBundle[],
  tables: readonly Table[],
  clocks: readonly Clock[],
  from: string,
  days: number,
): readonly Coming[] => {
  const all = [...versions.flatMap(ofPolicy), ...tables.flatMap(endOfTable), ...clocks.flatMap(ofClock)];
  const until = addDays(from, days);
  const soon = all.filter(({ day }) => day >= from && day <= until);
  const distinct = new Map(soon.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].toSorted(
    (a, b) => a.day.localeCompare(b.day) || a.subject.localeCompare(b.subject) || a.says.localeCompare(b.says),
  );
};
