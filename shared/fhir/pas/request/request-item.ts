import type { ClaimItem, CodeableConcept, Extension } from 'fhir/r4';
import { CPT, HCPCS, PLACE_OF_SERVICE } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { RequestItem } from '../../../core/submission/request-content.ts';
import { conceptOf } from '../extensions.ts';
import { pasDefinition, X12_CERTIFICATION, X12_REQUEST_TYPE, X12_SERVICE_TYPE, X12_UNIT } from '../names.ts';
import { type AskedItem, INFO_CANCELLED_FLAG, infoChanged } from './request-changes.ts';
import { notTold } from './request-parties.ts';

/** X12 1525: review of a service. */
const HEALTH_SERVICES_REVIEW = 'HS';
/** X12 1365: a diagnostic medical service, as every stress test is. */
const DIAGNOSTIC_MEDICAL = '73';
/** X12 1322. */
const CERTIFICATION = { begins: 'I', adds: 'I', keeps: 'I', changes: 'S', cancels: '3' } as const;
const MARK = { adds: 'added', changes: 'changed', cancels: 'changed' } as const;

const systemOf = (code: string): string => (/^[A-V]\d{4}$/.test(code) ? HCPCS : CPT);
const modifierSystem = (code: string): string => (/^\d/.test(code) ? CPT : HCPCS);

const extension = (name: string, value: Omit<Extension, 'url'>): Extension => ({ url: pasDefinition(name), ...value });

export const certificationType = (does: AskedItem['does']): Extension =>
  extension('extension-certificationType', {
    valueCodeableConcept: conceptOf(X12_CERTIFICATION, CERTIFICATION[does]),
  });

export const traceExtension = ({ trace }: Pick<RequestItem, 'trace'>, system: string): Extension =>
  extension('extension-itemTraceNumber', { valueIdentifier: { system: trace.system ?? system, value: trace.value } });

export const servicedOf = ({
  days: { start, end },
}: RequestItem): Pick<ClaimItem, 'servicedDate' | 'servicedPeriod'> =>
  start === end ? { servicedDate: start } : { servicedPeriod: { start, end } };

export const requestedServiceOf = ({ code }: RequestItem): CodeableConcept => conceptOf(systemOf(code), code);

interface ItemContext {
  /** Sequence of a diagnosis by its code. */
  readonly diagnoses: ReadonlyMap<string, number>;
  readonly careTeam: readonly number[];
  readonly information: readonly number[];
  readonly traceSystem: string;
  readonly earlierNumber?: string | undefined;
  /** The payer's number of the open request. */
  readonly reference?: string | undefined;
}

/** One service as it is asked for. */
export const writeRequestItem = ({ item, does }: AskedItem, context: ItemContext): ClaimItem => {
  const { diagnoses, careTeam, information, traceSystem, earlierNumber, reference } = context;
  const pointers = item.diagnoses.flatMap((code) => diagnoses.get(code) ?? []);
  return compact({
    extension: [
      traceExtension(item, traceSystem),
      ...(earlierNumber ? [extension('extension-authorizationNumber', { valueString: earlierNumber })] : []),
      ...(reference ? [extension('extension-administrationReferenceNumber', { valueString: reference })] : []),
      extension('extension-serviceItemRequestType', {
        valueCodeableConcept: conceptOf(X12_REQUEST_TYPE, HEALTH_SERVICES_REVIEW),
      }),
      certificationType(does),
      ...(does === 'begins' || does === 'keeps' ? [] : [infoChanged(MARK[does])]),
    ],
    modifierExtension: does === 'cancels' ? [INFO_CANCELLED_FLAG] : undefined,
    sequence: item.sequence,
    careTeamSequence: careTeam.length ? [...careTeam] : undefined,
    diagnosisSequence: pointers.length ? pointers : undefined,
    informationSequence: information.length ? [...information] : undefined,
    category: conceptOf(X12_SERVICE_TYPE, DIAGNOSTIC_MEDICAL),
    productOrService: requestedServiceOf(item),
    modifier: item.modifiers.length ? item.modifiers.map((one) => conceptOf(modifierSystem(one), one)) : undefined,
    ...servicedOf(item),
    locationCodeableConcept: item.placeOfService ? conceptOf(PLACE_OF_SERVICE, item.placeOfService) : notTold(),
    quantity: { value: item.units, unit: 'Unit', system: X12_UNIT, code: 'UN' },
  });
};
