import { occurrences, valueAt, wholeText, type X12Segment } from '../../syntax/x12-segment.ts';
import { taggedIn, type X12Level } from '../hierarchy.ts';
import { dtpDays } from '../x12-dates.ts';
import type { X12Benefit } from './eligibility.ts';

const amount = (text: string | undefined): number | undefined =>
  text && /^\d{1,9}(\.\d{1,4})?$|^\.\d{1,4}$/.test(text) ? Number(text) : undefined;

/** EB08 is a fraction; some payers send a percentage. */
const shareOf = (text: string | undefined): number | undefined => {
  const given = amount(text);
  if (given === undefined || given > 100) return undefined;
  return given > 1 ? given / 100 : given;
};

const NETWORKS: Readonly<Record<string, NonNullable<X12Benefit['network']>>> = { Y: 'in', N: 'out', W: 'both' };
const AUTHORIZATION: Readonly<Record<string, boolean>> = { Y: true, N: false };
/** Qualifiers of a period, or of its first and last day. */
const PERIODS = ['291', '307', '292', '290', '435', '472'];
const STARTS = ['346', '356', '348'];
const ENDS = ['347', '357', '349'];

/** The period dates among these segments name: `291` and its like as a whole, others its first or last day. */
export const periodIn = (segments: readonly X12Segment[], periods = PERIODS): { start?: string; end?: string } => {
  const dates = taggedIn(segments, 'DTP');
  const first = (qualifiers: readonly string[]) => dates.find((one) => qualifiers.includes(valueAt(one, 1) ?? ''));
  const [whole, from, until] = [first(periods), first(STARTS), first(ENDS)];
  const start = (from && dtpDays(from).start) ?? (whole && dtpDays(whole).start);
  const end = (until && dtpDays(until).start) ?? (whole && dtpDays(whole).end);
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
};

const defined = <T>(key: string, value: T | undefined): { readonly [name: string]: T } =>
  value === undefined ? {} : { [key]: value };

/** One EB segment and those under it. */
const benefitOf = (eb: X12Segment, under: readonly X12Segment[]): X12Benefit => {
  const ls = under.findIndex(({ tag }) => tag === 'LS');
  const own = ls < 0 ? under : under.slice(0, ls);
  const entities = taggedIn(ls < 0 ? [] : under.slice(ls), 'NM1').map((nm1) => ({
    role: valueAt(nm1, 1) ?? '',
    ...defined('name', wholeText(nm1, 3) || undefined),
    ...defined('id', valueAt(nm1, 9)),
  }));
  return {
    information: valueAt(eb, 1) ?? '',
    serviceTypes: occurrences(eb, 3),
    ...defined('level', valueAt(eb, 2)),
    ...defined('insurance', valueAt(eb, 4)),
    ...defined('plan', wholeText(eb, 5) || undefined),
    ...defined('period', valueAt(eb, 6)),
    ...defined('usd', amount(valueAt(eb, 7))),
    ...defined('share', shareOf(valueAt(eb, 8))),
    ...defined('authorizationRequired', AUTHORIZATION[valueAt(eb, 11) ?? '']),
    ...defined('network', NETWORKS[valueAt(eb, 12) ?? '']),
    ...defined('code', valueAt(eb, 13, 2)),
    ...periodIn(own),
    references: taggedIn(own, 'REF').flatMap((ref) => {
      const [qualifier, value] = [valueAt(ref, 1), valueAt(ref, 2)];
      return qualifier && value ? [{ qualifier, value }] : [];
    }),
    messages: taggedIn(own, 'MSG')
      .map((msg) => wholeText(msg, 1))
      .filter(Boolean),
    entities,
  };
};

/** The level's segments before its first EB, and its benefits. */
export const benefitsIn = ({ own, names }: X12Level) => {
  const all = [...own, ...names.flat()];
  const starts = all.flatMap(({ tag }, index) => (tag === 'EB' ? [index] : []));
  const benefits = starts.flatMap((start, order) => {
    const eb = all[start];
    return eb ? [benefitOf(eb, all.slice(start + 1, starts[order + 1]))] : [];
  });
  return { member: all.slice(0, starts[0]), benefits };
};
