import { certifies, type ItemResponse, type PayerNeed } from '../../../core/submission/payer-response.ts';
import { actionOfCode } from '../../../core/submission/review-codes.ts';
import { occurrences, valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { spokenText, taggedIn, type X12Level } from '../hierarchy.ts';
import { dtpDays } from '../x12-dates.ts';
import { documentsAskedIn } from './documents-asked.ts';

/** Bound of what one decision is taken to say. */
const MOST_REASONS = 20;

/** HCR03 says it is no judgment of the service: the request had errors elsewhere. */
const NOT_CONSIDERED = '25';

/** What one level says of the services under it, its own words only. */
export interface LevelReview {
  readonly action: ItemResponse['action'];
  /** HCR02 of a decision that certifies. Never a trace, REF*BB (an earlier number) or REF*NT (the payer's file). */
  readonly number?: string;
  readonly caseNumber?: string;
  readonly issued?: string;
  readonly window?: NonNullable<ItemResponse['window']>;
  readonly isWindowUnclear?: true;
  readonly units?: number;
  readonly reasons: ItemResponse['reasons'];
  readonly needs: readonly PayerNeed[];
}

const reasonsOf = (hcr: X12Segment, messages: readonly X12Segment[]): ItemResponse['reasons'] => {
  const codes = occurrences(hcr, 3).map((code) => ({
    code,
    ...(code === NOT_CONSIDERED ? { says: 'Not considered, because of errors in the request.' } : {}),
  }));
  const opinion = valueAt(hcr, 4) === 'Y' ? [{ says: 'A second opinion is required.' }] : [];
  const words = messages.map((msg) => ({ says: spokenText(msg) })).filter(({ says }) => says);
  return [...codes, ...words, ...opinion].slice(0, MOST_REASONS);
};

const dated = (own: readonly X12Segment[], qualifier: string) => {
  const [dtp] = taggedIn(own, 'DTP', qualifier);
  return dtp ? dtpDays(dtp) : {};
};

/** Days it holds for: the certified period, else the day of the service as the payer has it. */
const windowOf = (own: readonly X12Segment[], service: '472' | 'AAH'): ItemResponse['window'] => {
  const effective = dated(own, '007');
  const end = effective.end ?? dated(own, '036').start;
  const certified = { ...(effective.start ? { start: effective.start } : {}), ...(end ? { end } : {}) };
  if (certified.start || certified.end) return certified;
  const { start, end: last = start } = dated(own, service);
  return start ? { start, ...(last ? { end: last } : {}) } : undefined;
};

/** A certified period is given, and of its days one is none: it may hold for fewer than are read. */
const hasUnclearDays = (own: readonly X12Segment[]): boolean =>
  [...taggedIn(own, 'DTP', '007'), ...taggedIn(own, 'DTP', '036')].some((dtp) => {
    const { start, end } = dtpDays(dtp);
    const isRange = valueAt(dtp, 2) === 'RD8' || (valueAt(dtp, 3) ?? '').includes('-');
    return start === undefined || (isRange && end === undefined);
  });

const unitsOf = (own: readonly X12Segment[]): number | undefined => {
  const [hsd] = taggedIn(own, 'HSD');
  const [sv1] = taggedIn(own, 'SV1');
  const [sv2] = taggedIn(own, 'SV2');
  const text = (hsd && valueAt(hsd, 2)) ?? (sv1 && valueAt(sv1, 4)) ?? (sv2 && valueAt(sv2, 5));
  return text && /^\d{1,6}(\.\d{1,4})?$/.test(text) ? Number(text) : undefined;
};

export const hasDecision = ({ own }: X12Level): boolean => taggedIn(own, 'HCR').length > 0;

/**
 * The decision (HCR) of one level, event or service; none where it has no HCR, one whose action is not known, or two that do not
 * agree.
 */
export const reviewActionAt = ({ own, code }: X12Level): LevelReview | undefined => {
  const [hcr, ...others] = taggedIn(own, 'HCR');
  const action = hcr && actionOfCode(valueAt(hcr, 1) ?? '');
  if (!hcr || !action) return undefined;
  if (others.some((one) => [1, 2].some((at) => valueAt(one, at) !== valueAt(hcr, at)))) return undefined;
  const isCertified = certifies({ action });
  const given = valueAt(hcr, 2);
  const [nt] = taggedIn(own, 'REF', 'NT');
  const caseNumber = (nt && valueAt(nt, 2)) ?? (isCertified ? undefined : given);
  const { start: issued } = dated(own, '102');
  const window = windowOf(own, code === 'SS' ? '472' : 'AAH');
  const units = unitsOf(own);
  return {
    action,
    ...(isCertified && given ? { number: given } : {}),
    ...(caseNumber ? { caseNumber } : {}),
    ...(issued ? { issued } : {}),
    ...(isCertified && window ? { window } : {}),
    ...(isCertified && hasUnclearDays(own) ? { isWindowUnclear: true as const } : {}),
    ...(isCertified && units !== undefined ? { units } : {}),
    reasons: reasonsOf(hcr, taggedIn(own, 'MSG')),
    needs: [
      ...documentsAskedIn(own),
      ...(action === 'call-payer' ? [{ kind: 'call', says: 'Call the payer about this request.' } as const] : []),
    ],
  };
};
