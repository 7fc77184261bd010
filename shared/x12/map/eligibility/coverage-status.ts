import type { OtherPayer, X12Benefit } from './eligibility.ts';
import { ASKED_TYPES } from './write-eligibility-inquiry.ts';

const ACTIVE = ['1', '2', '3', '4', '5'];
const INACTIVE = ['6', '7', '8'];
const OTHER_PAYER = 'R';
/** X12 1336: Medicare Part A, Part B, and kinds a Medicare Advantage plan is named as. */
const PART_A = 'MA';
const PART_B = 'MB';
const ADVANTAGE = 'HN';
const PLAN_TYPES = ['HM', 'HN', 'PR', 'PS', 'IN'];
const CONTRACT = /^[HRE]\d{4}/;

const isAbout = ({ serviceTypes }: X12Benefit, types: readonly string[]): boolean =>
  !serviceTypes.length || serviceTypes.some((type) => types.includes(type));

/** A period holds on a day; an open end holds. */
export const covers = ({ start, end }: { readonly start?: string; readonly end?: string }, on: string): boolean =>
  (!start || start <= on) && (!end || on <= end);

export const isActiveStatus = ({ information }: X12Benefit): boolean => ACTIVE.includes(information);

const otherPayer = (benefit: X12Benefit, isMedicare: boolean): OtherPayer => {
  const { insurance, entities, references, plan, start, end } = benefit;
  const planNumber = references.find(({ qualifier }) => qualifier === '18')?.value;
  const name = entities.find((one) => one.name)?.name ?? plan;
  const isPlan = isMedicare && PLAN_TYPES.includes(insurance ?? '') && CONTRACT.test(planNumber ?? '');
  return {
    ...(name ? { name } : {}),
    ...(insurance ? { insurance } : {}),
    ...(planNumber ? { planNumber } : {}),
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    isAdvantage: insurance === ADVANTAGE || isPlan,
  };
};

/** Other payers the response names for that day, of the services asked about. */
export const othersAmong = (benefits: readonly X12Benefit[], on: string): readonly OtherPayer[] => {
  const isMedicare = benefits.some(({ insurance }) => insurance === PART_A || insurance === PART_B);
  return benefits
    .filter((one) => one.information === OTHER_PAYER && isAbout(one, ASKED_TYPES) && covers(one, on))
    .map((one) => otherPayer(one, isMedicare));
};

/** Status of the coverage for an outpatient test: of Medicare that is Part B, and Part A alone does not say. */
export const statusAmong = (benefits: readonly X12Benefit[]) => {
  const all = benefits.filter(({ information }) => [...ACTIVE, ...INACTIVE].includes(information));
  const plans = all.filter((one) => isAbout(one, ASKED_TYPES));
  const partB = plans.filter(({ insurance }) => insurance === PART_B);
  if (!partB.length && plans.length && plans.every(({ insurance }) => insurance === PART_A)) return undefined;
  const counted = partB.length ? partB : plans;
  const whole = counted.filter((one) => isAbout(one, ['30']));
  const among = whole.length ? whole : counted;
  return among.find(isActiveStatus) ?? among[0];
};
