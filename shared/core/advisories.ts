import { addDays, firstDay } from './dates.ts';
import type { Decided, Seen } from './decided.ts';
import type { Facts } from './facts.ts';
import type { LineCase } from './line-case.ts';
import { MET } from './truth.ts';

const isTrue = (facts: Facts, name: 'restingEcgOnFile' | 'canExercise') => {
  const fact = facts[name];
  return fact?.is === 'known' && fact.value;
};

const seenWithin60Days = ({ facts, serviceDate }: LineCase): boolean => {
  const visit = facts.lastClinicalVisit;
  const date = visit?.is === 'known' ? visit.value.date : undefined;
  return date !== undefined && firstDay(date) >= addDays(serviceDate, -60);
};

/** Document codes due and not on file, as the policy and the advisory checks ask; they never change the advice. */
export const documentsDue = (line: LineCase, { policy, evaluation }: Seen): readonly string[] => {
  const { facts } = line;
  const due = new Set(policy.policy.documents ?? []);
  if (!seenWithin60Days(line)) due.add('office-note');
  if (!isTrue(facts, 'restingEcgOnFile')) due.add('resting-ecg');
  if (evaluation.derived('priorRevasc') === MET || facts.priorIschemiaTest?.is === 'known') due.add('prior-reports');
  if (line.procedures[0]?.modality !== 'ecg' && !isTrue(facts, 'canExercise')) due.add('exercise-ability');
  if (evaluation.derived('preop') === MET) due.add('surgery-plan');
  const onFile = facts.documentsOnFile?.is === 'known' ? facts.documentsOnFile.value : [];
  return [...due].filter((kind) => !onFile.includes(kind));
};

const productWarning = ({ facts }: LineCase, seen: Seen | undefined): readonly string[] => {
  const products = seen?.policy.ruleset.products;
  const product = facts.planProduct;
  return product?.is === 'known' && products?.length && !products.includes(product.value)
    ? ['The plan product named in the coverage is not in our list for this payer: confirm the product.']
    : [];
};

/** A clinician's part alone: the facility may bill an image the message does not show. */
const facilityWarning = ({ service, procedures }: LineCase): readonly string[] => {
  const [procedure] = procedures;
  const isPart = procedure?.group === 'ecg' && procedure.whole !== undefined && procedure.pcTc !== 3;
  return isPart && service.claimType === 'professional'
    ? ['If the facility bills a stress image, that code may need authorization on the facility side.']
    : [];
};

const conflictWarnings = ({ facts }: LineCase): readonly string[] =>
  Object.values(facts).flatMap(({ conflict }) => conflict ?? []);

/** Cautions for whoever reads the answer; none of them changes the advice. */
export const warningsOf = (line: LineCase, decided: Decided): readonly string[] => {
  const { service, verdict, procedures, use } = line;
  const { seen, pa, codeOpen, onFile } = decided;
  const numberLater = use === 'predetermination' && pa === 'required' && !onFile;
  return [
    ...(seen?.setting.warning ? [seen.setting.warning] : []),
    ...verdict.warnings,
    ...(service.notes ?? []).map(({ says }) => says),
    ...(service.serviceDate ? [] : ['No service date is given; today is assumed.']),
    ...(!codeOpen && procedures.length > 1 ? [`The order can mean ${service.codes.join(', ')}: pick the code.`] : []),
    ...productWarning(line, seen),
    ...facilityWarning(line),
    ...conflictWarnings(line),
    ...(numberLater ? ['Without an authorization number the later claim risks denial (CARC 197).'] : []),
  ];
};
