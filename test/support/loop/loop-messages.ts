import type { Bundle, FhirResource } from 'fhir/r4';
import { appointment } from '../appointments.ts';
import { inDays } from '../days.ts';
import { requestableOrder } from '../requests.ts';

type Message = Bundle<FhirResource>;
const ANSWERS = 'QuestionnaireResponse';
export const ORDER = 'loop';
/** Of the visit, and beyond every window. */
export const DAY = inDays(14);
const FAR = inDays(300);

const found = ({ entry = [] }: Message, type: string) => entry.find(({ resource }) => resource?.resourceType === type);

/** Messages of one loop about one member, from the order as it is signed to the claim; `today`: the day the claim is made. */
export const loopMessages = (member: string, day = DAY, far = FAR, id = ORDER) => {
  const whole = requestableOrder(id, (bundle) => {
    for (const { resource } of bundle.entry ?? []) {
      if (resource?.resourceType === 'ServiceRequest') resource.occurrenceDateTime = day;
      if (resource?.resourceType === 'Coverage') {
        resource.subscriberId = member;
        delete resource.period;
      }
      if (resource?.resourceType === 'Patient' && resource.identifier?.[0]) resource.identifier[0].value = member;
    }
  });
  const order = { ...whole, entry: (whole.entry ?? []).filter(({ resource }) => resource?.resourceType !== ANSWERS) };
  const { subject: _subject, ...answers } = (found(whole, ANSWERS)?.resource ?? {}) as { subject?: unknown };
  const visit = (on: string, version: number) =>
    appointment('v1', id, `${on}T09:00:00-05:00`, {
      meta: {
        versionId: String(version),
        lastUpdated: new Date(Date.parse(`${inDays(0)}T00:00:00Z`) + version * 1_000).toISOString(),
      },
    });
  const document = (title: string) => ({
    name: 'document',
    valueAttachment: { contentType: 'application/pdf', title, data: 'JVBERi0=' },
  });
  const claim = (number: string) => ({
    resourceType: 'Claim',
    id: 'bill',
    status: 'active',
    use: 'claim',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
    patient: { reference: found(whole, 'Patient')?.fullUrl },
    created: day,
    provider: { reference: 'Organization/group' },
    priority: { coding: [{ code: 'normal' }] },
    diagnosis: [
      {
        sequence: 1,
        diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.2' }] },
      },
    ],
    insurance: [
      { sequence: 1, focal: true, coverage: { reference: found(whole, 'Coverage')?.fullUrl }, preAuthRef: [number] },
    ],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93351' }] },
        servicedDate: day,
        diagnosisSequence: [1],
        locationCodeableConcept: {
          coding: [
            {
              system: 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
              code: '11',
            },
          ],
        },
      },
    ],
  });
  return {
    whole,
    order,
    answers,
    documents: { resourceType: 'Parameters', parameter: [document('office-note'), document('resting-ecg')] },
    slot: { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: `${day}T09:00:00-05:00` }] },
    /** Booked, moved beyond the window, moved back. */
    visits: [visit(day, 1), visit(far, 2), visit(day, 3)],
    claim: (number: string) => ({ ...order, entry: [{ resource: claim(number) }, ...order.entry] }),
  };
};
