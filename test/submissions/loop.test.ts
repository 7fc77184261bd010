import type { Bundle, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../../functions/fhir-api/answer.ts';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { claimCheck } from '../../functions/fhir-api/claim-check.ts';
import { prepareRequestOf } from '../../functions/fhir-api/prepare-request.ts';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import type { Reply } from '../../shared/handlers/handler.ts';
import { appointment } from '../support/appointments.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

const { source } = TENANT;
const ANSWERS = 'QuestionnaireResponse';
const resources = ({ entry = [] }: Bundle<FhirResource>): readonly FhirResource[] =>
  entry.flatMap(({ resource }) => resource ?? []);

let harness: EventHarness;
const written: string[] = [];
const payer = standInPayer((asked) => {
  if (asked.content.documents.some(({ state }) => state === 'attached'))
    return answered(asked, { number: 'AUTH-1', window: { start: '2026-11-25', end: '2027-01-14' } });
  const needs = [{ kind: 'document' as const, says: 'Resting ECG report', loinc: '11524-6', due: '2026-12-05' }];
  return answered(asked, { action: 'pended', caseNumber: 'CASE-9', needs });
});

beforeAll(async () => {
  harness = await openEventHarness({
    ...SUBMITTING,
    outbound: ['https://ehr.example'],
    sources: [{ id: source, name: 'EHR', fhir: { base: 'https://ehr.example/r4', writeBack: true } }],
  });
  Object.assign(harness.ports, {
    payerChannels: payer.channel,
    documents: makeMemoryDocuments(),
    ehr: { ...harness.ports.ehr, fill: async (message: unknown) => ({ message, reads: 0, unread: [] }) },
    ehrWriter: {
      write: async ({ determination }: { readonly determination: { readonly advice: string } }) => {
        written.push(determination.advice);
        return 'written';
      },
    },
  });
});
afterAll(() => harness.close());

let actions = 0;
/** Somebody presses something. */
const person = async (done: Promise<Reply>): Promise<Reply> => {
  actions += 1;
  const reply = await done;
  expect(reply.status).toBe(200);
  await harness.relay();
  return reply;
};
const visit = async (start: string, minutes: number) => {
  const lastUpdated = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  const resource = appointment('v1', 'loop', start, { meta: { lastUpdated } });
  await harness.receive({ id: `visit-${minutes}`, 'detail-type': 'FHIR Appointment', detail: { source, resource } });
  await harness.drain();
  await harness.relay();
  return (await harness.record('loop'))?.bookings?.[0]?.answer;
};

test('from the signed order to a claim with its number on it', async () => {
  const whole = requestableOrder('loop');
  const isAnswers = ({ resourceType }: FhirResource) => resourceType === ANSWERS;
  const order = { ...whole, entry: (whole.entry ?? []).filter(({ resource }) => !resource || !isAnswers(resource)) };

  // Signed. Authorization is needed, and a question is open: nothing is asked of the payer.
  await harness.receive({ detail: { source, bundle: order } });
  await harness.drain();
  await harness.relay();
  expect((await harness.record('loop'))?.advice).toBe('pa-pend-info');
  expect(payer.sent).toEqual([]);

  // The questions answered: it goes out by itself, and is pended for a document.
  const answers = resources(whole).find(isAnswers) ?? {};
  const { subject: _subject, ...said } = answers as { subject?: unknown };
  await person(answer(requestTo('answer', { id: 'loop' }, said), harness.harness));
  expect(payer.sent.map(({ what }) => what)).toEqual(['submit']);
  expect(await harness.record('loop')).toMatchObject({ state: 'submitted', payerAwaits: 'documents' });
  expect(actions).toBe(1);

  // The document given: it goes out by itself, and the payer approves.
  harness.time.now = new Date(Date.parse(NOW) + 30_000).toISOString();
  const valueAttachment = { contentType: 'application/pdf', title: 'resting-ecg', data: 'JVBERi0=' };
  const given = { resourceType: 'Parameters', parameter: [{ name: 'document', valueAttachment }] };
  await person(prepareRequestOf(requestTo('prepare-request', { id: 'loop' }, given), harness.harness));
  expect(payer.sent.map(({ what }) => what)).toEqual(['submit', 'update']);
  expect(await harness.record('loop')).toMatchObject({ state: 'approved', bookable: 'yes' });
  // One action to a bookable slot where the payer asks for nothing; one more for what it asks for.
  expect(actions).toBe(2);

  // The EHR has it.
  expect(written.at(-1)).toBe('proceed-authorized');

  // The slot may be booked; a visit moved out of the window is noticed by itself.
  const slot = {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: '2026-12-09T09:00:00-05:00' }],
  };
  const asked = await bookable(requestTo('bookable', { id: 'loop' }, slot), harness.harness);
  expect(JSON.stringify(asked.body)).toContain('"yes"');
  expect(await visit('2026-12-09T09:00:00-05:00', 1)).toBe('yes');
  expect(await visit('2027-01-20T09:00:00-05:00', 2)).toBe('no');
  expect(await visit('2026-12-10T09:00:00-05:00', 3)).toBe('yes');

  // The claim carries the number.
  const [patient, coverage] = ['Patient', 'Coverage'].map((type) =>
    (whole.entry ?? []).find(({ resource }) => resource?.resourceType === type),
  );
  const claim = {
    resourceType: 'Claim',
    id: 'bill',
    status: 'active',
    use: 'claim',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
    patient: { reference: patient?.fullUrl },
    created: '2026-12-10',
    provider: { reference: 'Organization/group' },
    priority: { coding: [{ code: 'normal' }] },
    diagnosis: [
      {
        sequence: 1,
        diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.2' }] },
      },
    ],
    insurance: [{ sequence: 1, focal: true, coverage: { reference: coverage?.fullUrl }, preAuthRef: ['AUTH-1'] }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93351' }] },
        servicedDate: '2026-12-10',
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
  };
  const filed = { ...order, entry: [{ resource: claim }, ...(order.entry ?? [])] };
  const checked = await claimCheck(requestTo('claim-check', {}, filed), harness.harness);
  expect(checked.status).toBe(200);
  expect(JSON.stringify(checked.body)).toContain('proceed-authorized');
});
