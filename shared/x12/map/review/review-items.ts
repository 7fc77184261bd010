import { certifies, type ItemResponse, letsGoAhead } from '../../../core/submission/payer-response.ts';
import type { RequestContent, RequestItem } from '../../../core/submission/request-content.ts';
import { valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { named, taggedIn, type X12Level } from '../hierarchy.ts';
import { isSameReference } from '../reference-text.ts';
import { hasDecision, type LevelReview, reviewActionAt } from './review-action.ts';

interface Procedure {
  readonly code?: string;
  readonly modifiers: readonly string[];
}

const procedureOf = ({ own }: X12Level): Procedure => {
  const [sv1] = taggedIn(own, 'SV1');
  const [sv2] = taggedIn(own, 'SV2');
  const [line, element] = sv1 ? [sv1, 1] : [sv2, 2];
  const code = line && valueAt(line, element, 2);
  const modifiers = line ? [3, 4, 5, 6].flatMap((at) => valueAt(line, element, at) ?? []) : [];
  return { ...(code ? { code } : {}), modifiers };
};

const isTraced = ({ own }: X12Level, { trace }: RequestItem): boolean =>
  taggedIn(own, 'TRN').some((trn) => isSameReference(valueAt(trn, 2) ?? '', trace.value));

/** The item a service loop answers: the one whose trace it echoes, else the next one asked for with this code. */
const itemFor = (service: X12Level, asked: readonly RequestItem[]): RequestItem | undefined => {
  const { code, modifiers } = procedureOf(service);
  const sameCode = asked.filter((item) => item.code === code);
  return (
    asked.find((item) => isTraced(service, item) && (!code || item.code === code)) ??
    sameCode.find((item) => modifiers.every((one) => item.modifiers.includes(one))) ??
    sameCode[0] ??
    asked.find((item) => isTraced(service, item))
  );
};

const npiOf = (level: X12Level | undefined, entities: readonly string[]): string | undefined => {
  for (const entity of entities) {
    const [nm1]: readonly (X12Segment | undefined)[] = (level && named(level, entity)) ?? [];
    if (nm1 && valueAt(nm1, 8) === 'XX') return valueAt(nm1, 9);
  }
  return undefined;
};

const response = (action: LevelReview, level: X12Level, event: X12Level | undefined): ItemResponse => {
  const { code, modifiers } = procedureOf(level);
  const performer = npiOf(level, ['SJ']) ?? npiOf(event, ['SJ']);
  const facility = npiOf(level, ['FA', '77']) ?? npiOf(event, ['FA', '77']);
  return {
    ...action,
    ...(code ? { code } : {}),
    ...(modifiers.length ? { modifiers } : {}),
    ...(performer ? { performer } : {}),
    ...(facility ? { facility } : {}),
  };
};

/** What a decision on a service does not say itself and the one on the event does. */
const filledFrom = (own: LevelReview, event: LevelReview | undefined): LevelReview => {
  if (!event) return own;
  const { number, window, isWindowUnclear, issued, caseNumber } = event;
  const hasDays = own.window !== undefined || own.isWindowUnclear;
  return {
    ...(certifies(own) && number ? { number } : {}),
    ...(certifies(own) && window ? { window } : {}),
    ...(certifies(own) && isWindowUnclear && !hasDays ? { isWindowUnclear } : {}),
    ...(caseNumber ? { caseNumber } : {}),
    ...(issued ? { issued } : {}),
    ...own,
    needs: own.action === 'pended' && !own.needs.length ? event.needs : own.needs,
  };
};

const NOT_UNDERSTOOD =
  'The payer gave a decision by a code that is not known here, or two that do not agree: ask what it means.';
const DECIDED_AND_REFUSED = 'The payer says yes and that it did not take the request up, both at once: ask what holds.';

interface DecidedItems {
  readonly items: readonly ItemResponse[];
  readonly notes: readonly string[];
}

/**
 * Decisions by item. One on a service wins over the one on the event; the event's holds for items no service loop speaks of.
 * A service never asked for gets a sequence that none of ours has. Levels in `rejected` were not reviewed: what lets them go ahead
 * all the same contradicts itself. One with a decision that is not understood has none.
 */
export const decidedItems = (
  event: X12Level | undefined,
  services: readonly X12Level[],
  { items }: Pick<RequestContent, 'items'>,
  rejected: ReadonlySet<X12Level>,
): DecidedItems => {
  const said = event && reviewActionAt(event);
  const isTorn = said !== undefined && event !== undefined && rejected.has(event) && letsGoAhead(said);
  const whole = isTorn ? undefined : said;
  let unasked = Math.max(0, ...items.map(({ sequence }) => sequence));
  let open: readonly RequestItem[] = items;
  const answered: ItemResponse[] = [];
  const notes: string[] = [];
  for (const service of services) {
    const own = reviewActionAt(service);
    const item = itemFor(service, open);
    if (item && (hasDecision(service) || rejected.has(service))) open = open.filter((one) => one !== item);
    if (!own && hasDecision(service)) notes.push(NOT_UNDERSTOOD);
    if (!own) continue;
    if (rejected.has(service) && letsGoAhead(own)) {
      notes.push(DECIDED_AND_REFUSED);
      continue;
    }
    if (!item) unasked += 1;
    answered.push({ ...response(filledFrom(own, whole), service, event), sequence: item?.sequence ?? unasked });
  }
  const done = (more: readonly ItemResponse[], note?: string): DecidedItems => ({
    items: [...answered, ...more],
    notes: [...notes, ...(note ? [note] : [])],
  });
  if (isTorn) return done([], DECIDED_AND_REFUSED);
  if (event && !whole && hasDecision(event)) return done([], NOT_UNDERSTOOD);
  if (!whole || !event || !open.length) return done([]);
  const base = response(whole, event, undefined);
  if (open.length === items.length && items.length > 1) return done([base]);
  if (whole.action !== 'partly-certified' || items.length === 1)
    return done(open.map(({ sequence }) => ({ ...base, sequence })));
  const left = open.map(({ sequence }) => sequence).join(', ');
  return done([], `The payer certified a part and does not say whether item ${left} is in it: ask.`);
};
