import type { Claim, CodeableConcept, MedicationAdministration, QuestionnaireResponseItem } from 'fhir/r4';
import { SNOMED } from '../../../codes/systems.ts';
import type { Entry } from '../message/entry.ts';
import { entriesOf } from '../message/message.ts';
import { find, type Reading } from '../reading.ts';
import { readBillingCoding } from './billing-code.ts';
import { localDate } from './read-dates.ts';
import { milligrams } from './read-quantity.ts';

/** Substances for drug stress as imaging reports name them (DICOM context group 3204). */
const SUBSTANCES: ReadonlyMap<string, string> = new Map([
  ['66859009', 'J1245'],
  ['26523005', 'J1250'],
  ['108502004', 'J0153'],
  ['432062000', 'J2785'],
]);

const agentOf = (concept: CodeableConcept | undefined, { codebook }: Reading): string | undefined =>
  (concept?.coding ?? [])
    .map((coding) =>
      coding.system === SNOMED ? SUBSTANCES.get(coding.code ?? '') : readBillingCoding(coding, codebook)?.code,
    )
    .find((code) => code !== undefined);

const GIVEN: ReadonlySet<string> = new Set(['completed', 'in-progress', 'stopped']);

const administered = (
  { resource }: Entry<MedicationAdministration>,
  date: string | undefined,
  { timeZone }: Reading,
): boolean => {
  const at = resource.effectiveDateTime ?? resource.effectivePeriod?.start;
  return GIVEN.has(resource.status) && (!at || !date || localDate(at, timeZone) === date);
};

/** All that was given of the agent that day. */
const byAdministration = (reading: Reading, code: string, date: string | undefined): number | undefined => {
  const doses = entriesOf(reading.message, 'MedicationAdministration')
    .filter((entry) => administered(entry, date, reading))
    .filter((entry) => {
      const { medicationCodeableConcept, medicationReference } = entry.resource;
      const medication = find(reading, medicationReference, entry, 'Medication');
      return agentOf(medicationCodeableConcept ?? medication?.resource.code, reading) === code;
    })
    .flatMap(({ resource }) => milligrams(resource.dosage?.dose) ?? []);
  return doses.length ? Number(doses.reduce((sum, dose) => sum + dose).toFixed(6)) : undefined;
};

const itemsOf = (items: readonly QuestionnaireResponseItem[] = []): readonly QuestionnaireResponseItem[] =>
  items.flatMap((item) => [item, ...itemsOf(item.item)]);

/** `doseGiven.J2785` of our own questionnaire, in mg. */
const byAnswer = ({ message, canonicals }: Reading, code: string): number | undefined =>
  entriesOf(message, 'QuestionnaireResponse')
    .filter(({ resource }) => resource.questionnaire?.split('|')[0] === canonicals.questionnaire)
    .flatMap(({ resource }) => itemsOf(resource.item))
    .filter(({ linkId }) => linkId === `doseGiven.${code}`)
    .flatMap(({ answer = [] }) => answer)
    .map(({ valueDecimal, valueInteger, valueQuantity }) => valueDecimal ?? valueInteger ?? milligrams(valueQuantity))
    .find((dose) => dose !== undefined && dose > 0);

type Item = NonNullable<Claim['item']>[number];

const isAgent = (code: string | undefined, { codebook }: Reading): boolean =>
  code !== undefined && codebook.procedure(code)?.companion === 'agent';

/** Of a claim: the dose filed for the item, or for its code; one filed for nothing is the only agent's. */
const bySupport = (claim: Claim | undefined, item: Item | undefined, code: string, reading: Reading) => {
  const { supportingInfo = [], item: items = [] } = claim ?? {};
  const doses = supportingInfo.filter(({ category }) => category.coding?.some((coding) => coding.code === 'dose'));
  const agents = items.filter(({ productOrService }) => isAgent(agentOf(productOrService, reading), reading));
  const filed =
    doses.find(({ sequence }) => item?.informationSequence?.includes(sequence)) ??
    doses.find((one) => agentOf(one.code, reading) === code) ??
    (agents.length === 1 && doses.length === 1 ? doses.find((one) => one.code === undefined) : undefined);
  return milligrams(filed?.valueQuantity);
};

/** What was given of a stress agent, in mg; undefined for every other code and where nobody says. */
export const readDose = (
  reading: Reading,
  codes: readonly string[],
  date: string | undefined,
  claim?: Claim,
  item?: Item,
): number | undefined => {
  const [code, more] = codes;
  if (!code || more || !isAgent(code, reading)) return undefined;
  return bySupport(claim, item, code, reading) ?? byAdministration(reading, code, date) ?? byAnswer(reading, code);
};
