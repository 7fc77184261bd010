import type { PayerRejection } from '../../../core/submission/payer-response.ts';
import type { TransactionSet } from '../../syntax/interchange.ts';
import { componentsOf, occurrences, valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { readImplementationAcknowledgment } from '../acknowledgment/read-implementation-acknowledgment.ts';
import { costSharing } from '../eligibility/cost-sharing-of.ts';
import { isActiveStatus, othersAmong, statusAmong } from '../eligibility/coverage-status.ts';
import { benefitsIn } from '../eligibility/read-benefits.ts';
import { levelsOf, taggedIn, type X12Level } from '../hierarchy.ts';
import { rejectionsAt } from '../request-validation.ts';
import { reviewActionAt } from '../review/review-action.ts';
import { dtpDays } from '../x12-dates.ts';

/** Sentences about one set; more of a long one are not told. */
const MOST_SENTENCES = 200;

const rejected = ({ code, says, at }: PayerRejection): string =>
  `Not taken (${code}, ${at ?? 'no place named'}): ${says}`;
const dollars = (usd: number): string => `$${usd.toFixed(2)}`;
const listed = (texts: readonly string[]): string => (texts.length ? texts.join(', ') : 'none');

const procedureIn = (segment: X12Segment, element: number): string | undefined => {
  const [, code] = componentsOf(segment, occurrences(segment, element)[0] ?? '');
  return code || undefined;
};

const daysOf = (segments: readonly X12Segment[], qualifier: string): string | undefined => {
  const [dtp] = taggedIn(segments, 'DTP', qualifier);
  const { start, end } = dtp ? dtpDays(dtp) : {};
  return end ? `${start} to ${end}` : start;
};

const askedWords = (levels: readonly X12Level[]): readonly string[] =>
  levels
    .filter(({ code }) => code === '22' || code === '23')
    .flatMap(({ own, names }) => {
      const all = [...own, ...names.flat()];
      const asks = taggedIn(all, 'EQ');
      if (!asks.length) return [];
      const types = asks.flatMap((eq) => occurrences(eq, 1));
      const codes = asks.flatMap((eq) => procedureIn(eq, 2) ?? []);
      const day = daysOf(all, '291');
      return [
        `Asks whether the member is covered${day ? ` on ${day}` : ''}: service types ${listed(types)}; procedures ${listed(codes)}.`,
      ];
    });

const coverageWords = (level: X12Level): readonly string[] => {
  const { member, benefits } = benefitsIn(level);
  if (!benefits.length) return [];
  const day = /\d{4}-\d{2}-\d{2}/.exec(daysOf(member, '291') ?? '')?.[0];
  const status = statusAmong(benefits);
  const { copayUsd, coinsurance, deductibleUsd, deductibleLeftUsd } = costSharing({ benefits }, []);
  const others = othersAmong(benefits, day ?? '9999-12-31');
  return [
    status
      ? `The coverage is ${isActiveStatus(status) ? 'active' : 'not active'}${status.plan ? ` (${status.plan})` : ''}${status.start ? `, from ${status.start}` : ''}${status.end ? `, to ${status.end}` : ''}.`
      : 'It does not say whether the coverage is active for an outpatient test.',
    ...others.map(
      ({ name, planNumber, isAdvantage }) =>
        `Another payer: ${name ?? 'not named'}${planNumber ? `, plan ${planNumber}` : ''}${isAdvantage ? ', a Medicare Advantage plan' : ''}.`,
    ),
    ...(copayUsd === undefined ? [] : [`Copay ${dollars(copayUsd)}.`]),
    ...(coinsurance === undefined ? [] : [`Coinsurance ${Math.round(coinsurance * 100)} percent.`]),
    ...(deductibleUsd === undefined ? [] : [`Deductible ${dollars(deductibleUsd)}.`]),
    ...(deductibleLeftUsd === undefined ? [] : [`Left of the deductible: ${dollars(deductibleLeftUsd)}.`]),
    `${benefits.length} benefits (EB).`,
  ];
};

const NAMES: Readonly<Record<string, string>> = { EV: 'The event', SS: 'A service' };

const reviewWords = (level: X12Level): readonly string[] => {
  const { own, code } = level;
  const what = NAMES[code];
  if (!what) return [];
  const services = [...taggedIn(own, 'SV1'), ...taggedIn(own, 'SV2')];
  const codes = services.flatMap((one) => procedureIn(one, one.tag === 'SV1' ? 1 : 2) ?? []);
  const about = codes.length ? `${what} (${codes.join(', ')})` : what;
  const action = reviewActionAt(level);
  if (!action) {
    const isUnread = taggedIn(own, 'HCR').length > 0;
    const day = daysOf(own, '472') ?? daysOf(own, 'AAH');
    return [
      isUnread
        ? `${about}: a decision with a code that is not known, so none.`
        : `${about}${day ? `, ${day}` : ''}: no decision.`,
    ];
  }
  const { number, caseNumber, window, units, reasons, needs } = action;
  const days = window ? `, ${window.start ?? '…'} to ${window.end ?? '…'}` : '';
  return [
    `${about}: ${action.action}${number ? `, authorization ${number}` : ''}${caseNumber ? `, the payer’s file ${caseNumber}` : ''}${days}${units === undefined ? '' : `, ${units} units`}.`,
    ...reasons.map((one) => `  Reason: ${[one.code, one.says].filter(Boolean).join(' ')}`),
    ...needs.map(({ says, loinc }) => `  Asks for: ${says}${loinc ? ` (LOINC ${loinc})` : ''}`),
  ];
};

const acknowledgmentWords = (set: TransactionSet): readonly string[] => {
  const [ak1] = taggedIn(set.segments, 'AK1');
  const group = (ak1 && valueAt(ak1, 2)) ?? '';
  const sets = taggedIn(set.segments, 'AK2').map((ak2) => valueAt(ak2, 2) ?? '');
  return (sets.length ? sets : ['']).flatMap((one) => {
    const said = readImplementationAcknowledgment(set, { interchange: '', group, set: one });
    const of = `Group ${group || 'not named'}${one ? `, set ${one}` : ''}`;
    if (!said) return [`${of}: it does not say whether it was taken.`];
    return said.is === 'accepted' ? [`${of}: taken.`] : [`${of}: not taken.`, ...said.rejections.map(rejected)];
  });
};

/** What one set says, in sentences without names, birth dates and numbers of persons. */
export const setWords = (set: TransactionSet): readonly string[] => {
  const levels = levelsOf(set);
  const loops = set.type === '278' ? '2010' : '2100';
  const rejections = levels.flatMap((level) => rejectionsAt(level, loops)).map(rejected);
  const said: Readonly<Record<string, () => readonly string[]>> = {
    '270': () => askedWords(levels),
    '271': () => levels.filter(({ code }) => code === '22' || code === '23').flatMap(coverageWords),
    '278': () => levels.flatMap(reviewWords),
    '999': () => acknowledgmentWords(set),
  };
  const words = [...(said[set.type]?.() ?? ['A set of a type that is not read here.']), ...rejections];
  return words.length > MOST_SENTENCES
    ? [...words.slice(0, MOST_SENTENCES), `${words.length - MOST_SENTENCES} more sentences are not told.`]
    : words;
};
