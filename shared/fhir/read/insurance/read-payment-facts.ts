import type { CodeableConcept } from 'fhir/r4';
import { ICD10CM } from '../../../codes/systems.ts';
import type { PaymentFact } from '../../../core/model/plan-kinds.ts';
import type { Line } from '../lines/line.ts';
import type { Focal } from '../message/focal.ts';
import { entriesOf } from '../message/message.ts';
import type { Reading } from '../reading.ts';

const OVER: ReadonlySet<string> = new Set(['resolved', 'inactive', 'remission']);
const VOID: ReadonlySet<string> = new Set(['entered-in-error', 'refuted', 'cancelled', 'preliminary']);

const codesOf = (...concepts: readonly (CodeableConcept | undefined)[]): readonly string[] =>
  concepts.flatMap((concept) => (concept?.coding ?? []).flatMap(({ code }) => code ?? []));

/** What the message tells about who pays first: kidney failure, current employment, an accident. */
export const readPaymentFacts = (reading: Reading, focal: Focal, lines: readonly Line[]): readonly PaymentFact[] => {
  const { codebook, message } = reading;
  const told = ({ coding = [] }: CodeableConcept = {}) =>
    coding.flatMap(({ system = '', code = '' }) => codebook.paymentFact(system, code) ?? []);
  const conditions = entriesOf(message, 'Condition').filter(
    ({ resource }) =>
      !codesOf(resource.clinicalStatus).some((code) => OVER.has(code)) &&
      !codesOf(resource.verificationStatus).some((code) => VOID.has(code)),
  );
  const observations = entriesOf(message, 'Observation').filter(({ resource }) => !VOID.has(resource.status ?? ''));
  const accident = focal.dialect === 'claim' && focal.request.resource.accident !== undefined;
  return [
    ...new Set([
      ...conditions.flatMap(({ resource }) => told(resource.code)),
      ...observations.flatMap(({ resource }) => told(resource.valueCodeableConcept)),
      ...lines.flatMap(({ service }) => service.diagnoses.flatMap((code) => codebook.paymentFact(ICD10CM, code) ?? [])),
      ...(accident ? (['accident'] as const) : []),
    ]),
  ].sort();
};
