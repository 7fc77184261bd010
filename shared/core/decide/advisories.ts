import { addDays, firstDay } from '../model/dates.ts';
import type { Assumption } from '../model/determination.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';
import type { Facts } from '../model/facts.ts';
import { MET } from '../model/truth.ts';
import { isPast, type LineCase } from '../policy/line-case.ts';
import { unusedNotice } from '../policy/waiver.ts';
import { type Decided, isCodeOpen, type Seen } from './decided.ts';
import { disputed } from './undisputed.ts';

const isTrue = (facts: Facts, name: 'restingEcgOnFile' | 'canExercise') => {
  const fact = facts[name];
  return fact?.is === 'known' && fact.value;
};

const seenWithin60Days = ({ facts, serviceDate }: LineCase): boolean => {
  const visit = facts.lastClinicalVisit;
  const date = visit?.is === 'known' ? visit.value.date : undefined;
  return date !== undefined && firstDay(date) >= addDays(serviceDate, -60);
};

/** Document codes the policy and the advisory checks ask for that are not on file; they never change the advice. */
export const documentsDue = (line: LineCase, { policy, evaluation }: Seen): readonly string[] => {
  const { facts } = line;
  const onFile = facts.documentsOnFile?.is === 'known' ? facts.documentsOnFile.value : [];
  const due: string[] = [];
  const ask = (kind: string) => {
    if (!due.includes(kind) && !onFile.includes(kind)) due.push(kind);
  };
  policy.policy.documents?.forEach(ask);
  if (!seenWithin60Days(line)) ask('office-note');
  if (!isTrue(facts, 'restingEcgOnFile')) ask('resting-ecg');
  if (evaluation.derived('priorRevasc') === MET || facts.priorIschemiaTest?.is === 'known') ask('prior-reports');
  if (line.procedures[0]?.modality !== 'ecg' && !isTrue(facts, 'canExercise')) ask('exercise-ability');
  if (evaluation.derived('preop') === MET) ask('surgery-plan');
  return due;
};

/** A product not on the payer's list. */
const isUnlistedProduct = ({ facts }: LineCase, seen: Seen | undefined): boolean => {
  const products = seen?.policy.ruleset.products;
  const product = facts.planProduct;
  return product?.is === 'known' && products !== undefined && !products.includes(product.value);
};

/** Only the professional component: the facility may bill an image that is not in the message. */
const isCliniciansPart = ({ service, procedures }: LineCase): boolean => {
  const [procedure] = procedures;
  const isPart = procedure?.group === 'ecg' && procedure.whole !== undefined && procedure.pcTc !== 3;
  return isPart && service.claimType === 'professional';
};

const days = (count: number): string => `${count} business ${count === 1 ? 'day' : 'days'}`;

/** Who pays without a plan must get a good-faith estimate; by when depends on how far ahead the visit is scheduled. */
const estimateDue = ({ verdict, codebook, serviceDate, use }: LineCase): readonly string[] => {
  const duty = verdict.coverage?.selfPay && use !== 'claim' ? codebook.estimateDuty(serviceDate) : undefined;
  if (!duty) return [];
  const scheduled = duty.scheduled.map(({ aheadBusinessDays, withinBusinessDays }, index) => {
    const longer = duty.scheduled[index - 1]?.aheadBusinessDays;
    const ahead = longer === undefined ? `${aheadBusinessDays} or more` : `${aheadBusinessDays} to ${longer - 1}`;
    return `within ${days(withinBusinessDays)} of scheduling if the visit is ${ahead} business days ahead`;
  });
  const asked = `within ${days(duty.onRequestWithinBusinessDays)} of a request`;
  return [
    `Self-pay: the patient is due a written good-faith estimate (${duty.cite}): ${[...scheduled, asked].join('; ')}. The amounts shown here are no such estimate.`,
  ];
};
const PAST =
  'The service date is past: if the test was done, ask for a retrospective authorization; if not, ask again with the new date.';

/** Warnings for the reader of the answer; none changes the advice. */
export const warningsOf = (line: LineCase, decided: Decided, assumed: readonly Assumption[]): readonly string[] => {
  const { service, verdict, procedures, facts } = line;
  const { seen } = decided;
  const unused = decided.pa === 'required' ? unusedNotice(line) : undefined;
  const warnings = [...verdict.warnings, ...estimateDue(line), ...(unused ? [unused] : [])];
  if (line.use !== 'claim' && isPast(line) && decided.pa === 'required' && decided.advice !== 'proceed-authorized')
    warnings.push(PAST);
  if (seen?.setting.warning) warnings.push(seen.setting.warning);
  for (const { says } of service.notes ?? []) warnings.push(says);
  if (!service.serviceDate) warnings.push('No service date is given; today is assumed.');
  if (!isCodeOpen(decided) && procedures.length > 1)
    warnings.push(`The order can mean ${service.codes.join(', ')}: pick the code.`);
  if (isUnlistedProduct(line, seen))
    warnings.push('The plan product named in the coverage is not in our list for this payer: confirm the product.');
  if (isCliniciansPart(line))
    warnings.push('If the facility bills a stress image, that code may need authorization on the facility side.');
  for (const name of disputed(facts)) warnings.push(facts[name]?.conflict ?? '');
  if (line.use === 'predetermination' && decided.pa === 'required' && !decided.onFile)
    warnings.push(
      `Without an authorization number the later claim risks denial (CARC 197)${assumed.includes('need') ? ` if this plan wants one; ${NOT_VERIFIED}` : ''}.`,
    );
  return warnings;
};
