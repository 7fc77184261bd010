import type { Bundle } from 'fhir/r4';
import { isObject } from '../../core/model/is-object.ts';
import type { JsonObject } from '../../fhir/structure/flaw.ts';
import { at, entriesHeld, type Held, heldOf, type Twin } from './held.ts';
import { CHART } from './prefetch.ts';

const COVERAGE = 'Coverage';

/** The result of one prefetch key or one read: its resources, and whether it was a complete search of a type. */
export interface ChartPart {
  readonly held: readonly Held[];
  /** Of a search: the Bundle without its entries. */
  readonly searchset?: Omit<Bundle, 'entry'>;
  /** A coverage search that worked. */
  readonly soughtCoverage: boolean;
}

/** The search for a whole type; a searchset without a self link is taken as its answer. */
const lookFor = (type: string): string => `${type}?patient`;

const selfIn = (bundle: JsonObject): string | undefined => {
  const links: unknown = bundle.link;
  const self = (Array.isArray(links) ? links : []).find((link: unknown) => isObject(link) && link.relation === 'self');
  return isObject(self) && typeof self.url === 'string' ? self.url : undefined;
};
const hasNext = (bundle: JsonObject): boolean =>
  Array.isArray(bundle.link) && bundle.link.some((link: unknown) => isObject(link) && link.relation === 'next');

const searchsetOf = (bundle: JsonObject, type: string | undefined): Pick<ChartPart, 'searchset'> => {
  if (bundle.type !== 'searchset') return {};
  const self = selfIn(bundle) ?? (type && lookFor(type));
  const link = [
    ...(self ? [{ relation: 'self', url: self }] : []),
    ...(hasNext(bundle) ? [{ relation: 'next', url: 'more' }] : []),
  ];
  const total = typeof bundle.total === 'number' ? { total: bundle.total } : {};
  return { searchset: { resourceType: 'Bundle', type: 'searchset', ...total, ...(link.length ? { link } : {}) } };
};

const isA = (type: string, { resource }: Held): boolean => resource.resourceType === type;

/** `null`: the search was made and found nothing. */
const nothingFound = (type: string | undefined): ChartPart => ({
  held: [],
  ...(type ? searchsetOf({ type: 'searchset' }, type) : {}),
  soughtCoverage: type === COVERAGE,
});

/** Classified by its content, never by its key; `type` is what was asked for, where known. */
export const chartPartOf = (value: Twin, type: string | undefined): ChartPart => {
  const { plain } = value;
  if (plain === null) return nothingFound(type);
  const bundle = isObject(plain) && plain.resourceType === 'Bundle' ? plain : undefined;
  const alone = bundle ? undefined : heldOf(value);
  const all = bundle ? entriesHeld(value) : alone ? [alone] : [];
  const held = all.filter((one) => !isA('OperationOutcome', one));
  const failed = held.length < all.length;
  const sought = type === COVERAGE || /(^|\/)Coverage\?/.test((bundle && selfIn(bundle)) ?? '');
  return {
    held,
    ...(bundle && !failed ? searchsetOf(bundle, type) : {}),
    soughtCoverage: held.some((one) => isA(COVERAGE, one)) || (bundle !== undefined && !failed && sought),
  };
};

/** Types our own templates ask for as a whole. */
const ASKED: Readonly<Record<string, string>> = { ...CHART, coverage: COVERAGE };

export const prefetchedParts = (prefetch: Twin): readonly ChartPart[] =>
  Object.keys(isObject(prefetch.plain) ? prefetch.plain : {}).map((key) => chartPartOf(at(prefetch, key), ASKED[key]));
