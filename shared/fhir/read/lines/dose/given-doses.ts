import type { CodeableConcept, MedicationAdministration, QuestionnaireResponseItem } from 'fhir/r4';
import { SNOMED } from '../../../../codes/systems.ts';
import type { Codebook } from '../../../../core/model/codebook.ts';
import type { Canonicals } from '../../../canonical.ts';
import type { Entry } from '../../message/entry.ts';
import { entriesOf, type Message } from '../../message/message.ts';
import { follow } from '../../message/references.ts';
import { readBillingCoding } from '../billing-code.ts';
import { localDate } from '../read-dates.ts';
import { milligrams } from './milligrams.ts';

/** A dose of a stress agent that was given. */
export interface GivenDose {
  /** The HCPCS code of the agent. */
  readonly code: string;
  readonly mg: number;
  readonly date?: string;
  readonly source: 'administration' | 'answer';
}

interface DoseContext {
  readonly codebook: Codebook;
  readonly canonicals: Canonicals;
  readonly timeZone: string;
}

/** Substances for drug stress as imaging reports name them (DICOM context group 3204). */
const SUBSTANCES: ReadonlyMap<string, string> = new Map([
  ['66859009', 'J1245'],
  ['26523005', 'J1250'],
  ['108502004', 'J0153'],
  ['432062000', 'J2785'],
]);

/** The billing code of a drug, coded as such or as a substance. */
export const drugCodeOf = (concept: CodeableConcept | undefined, codebook: Codebook): string | undefined =>
  (concept?.coding ?? [])
    .map((coding) =>
      coding.system === SNOMED ? SUBSTANCES.get(coding.code ?? '') : readBillingCoding(coding, codebook)?.code,
    )
    .find((code) => code !== undefined);

const GIVEN: ReadonlySet<string> = new Set(['completed', 'in-progress', 'stopped']);

const administered = (
  message: Message,
  entry: Entry<MedicationAdministration>,
  { codebook, timeZone }: DoseContext,
): readonly GivenDose[] => {
  const { status, medicationCodeableConcept, medicationReference, dosage, ...when } = entry.resource;
  const medication = follow(message, medicationReference, entry, 'Medication');
  const code = drugCodeOf(medicationCodeableConcept ?? medication?.resource.code, codebook);
  const mg = milligrams(dosage?.dose);
  if (!GIVEN.has(status) || !code || mg === undefined) return [];
  const at = when.effectiveDateTime ?? when.effectivePeriod?.start;
  return [{ code, mg, ...(at ? { date: localDate(at, timeZone) } : {}), source: 'administration' }];
};

const LINK = 'doseGiven.';

/** `doseGiven.J2785` of our own questionnaire, in mg. */
const answered = (items: readonly QuestionnaireResponseItem[] = []): readonly GivenDose[] =>
  items.flatMap(({ linkId, answer = [], item }) => {
    const doses = linkId.startsWith(LINK)
      ? answer.map(
          ({ valueDecimal, valueInteger, valueQuantity }) => valueDecimal ?? valueInteger ?? milligrams(valueQuantity),
        )
      : [];
    const own = doses.flatMap((mg) =>
      mg !== undefined && mg > 0 ? [{ code: linkId.slice(LINK.length), mg, source: 'answer' as const }] : [],
    );
    return [...own, ...answered(item)];
  });

/** Every dose in the message, read once for all its lines. */
export const readGivenDoses = (message: Message, context: DoseContext): readonly GivenDose[] => [
  ...entriesOf(message, 'MedicationAdministration').flatMap((entry) => administered(message, entry, context)),
  ...entriesOf(message, 'QuestionnaireResponse')
    .filter(({ resource }) => resource.questionnaire?.split('|')[0] === context.canonicals.questionnaire)
    .flatMap(({ resource }) => answered(resource.item)),
];
