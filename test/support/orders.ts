import { readFileSync } from 'node:fs';
import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4';
import { inDays } from './days.ts';
import { ORDERED_DAY } from './order-model.ts';

type Message = Bundle<FhirResource>;

const read = (name: string): Message =>
  JSON.parse(readFileSync(new URL(`../../infra/local/demo/${name}.json`, import.meta.url), 'utf8')) as Message;

/** Marks no log line, queue message or key may ever hold; they stand in every order made here. */
export const MARKS = ['Zzyzx', 'MEMBER-4711', '1968-04-17'];

/** The demo order as a Bundle under an id of the test's own, on a day of its own; `change` edits the order in it. */
export const orderBundle = (id: string, change: (order: ServiceRequest) => void = () => undefined): Message => {
  const bundle = read('order');
  for (const { resource } of bundle.entry ?? []) {
    if (resource?.resourceType === 'Patient') {
      resource.name = [{ family: 'Zzyzx' }];
      resource.identifier = [{ system: 'https://payer.example/member', value: 'MEMBER-4711' }];
    }
    if (resource?.resourceType === 'Coverage') resource.subscriberId = 'MEMBER-4711';
    if (resource?.resourceType === 'ServiceRequest') {
      resource.id = id;
      resource.meta = { versionId: '1', lastUpdated: '2026-11-25T14:30:00Z' };
      resource.occurrenceDateTime = ORDERED_DAY;
      resource.identifier = [{ system: 'https://ehr.example/orders', value: `ORD-${id}` }];
      change(resource);
    }
  }
  return bundle;
};

/** The same two weeks from now: of an order whose day is over a running service tells more. */
export const upcomingOrder = (id: string): Message =>
  orderBundle(id, (order) => {
    order.occurrenceDateTime = inDays(14);
  });

export const serviceRequestOf = (bundle: Message): ServiceRequest =>
  bundle.entry!.map(({ resource }) => resource).find((one) => one?.resourceType === 'ServiceRequest')!;

/** The same message with the clinician's answers of the demo beside the order. */
export const withAnswers = (bundle: Message): Message => {
  const { entry = [] } = read('eligibility-request');
  const answers = entry.filter(({ resource }) => resource?.resourceType === 'QuestionnaireResponse');
  return { ...bundle, entry: [...(bundle.entry ?? []), ...answers] };
};
