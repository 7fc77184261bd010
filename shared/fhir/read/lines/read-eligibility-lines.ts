import type { CoverageEligibilityRequest, CoverageEligibilityRequestItem, Reference } from 'fhir/r4';
import { compact } from '../compact.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { readModifier } from './billing-code.ts';
import type { Line } from './line.ts';
import { milligrams } from './milligrams.ts';
import { placeOfProviders } from './provider-place.ts';
import { readCode } from './read-code.ts';
import { periodStart } from './read-dates.ts';
import { readDiagnoses } from './read-diagnoses.ts';
import { readEncounterClass } from './read-encounter-class.ts';
import { readOrderLine } from './read-order-line.ts';
import { joinPlaces, readPlace } from './read-place.ts';
import { readProviders } from './read-provider.ts';
import { readServiceDay } from './read-service-day.ts';
import { readUnits } from './read-units.ts';
import { urgencyOf } from './urgency.ts';

type Request = Entry<CoverageEligibilityRequest>;

const present = (references: readonly (Reference | undefined)[]): readonly Reference[] =>
  references.filter((one) => one !== undefined);

/** What the item says, and where it says nothing what the order it details does. */
const readItem = (request: Request, item: CoverageEligibilityRequestItem, reading: Reading): Line => {
  const { resource } = request;
  const [entry] = (item.detail ?? []).flatMap((one) => find(reading, one, request, 'ServiceRequest') ?? []);
  const order = entry && readOrderLine(entry, reading);
  const own = readCode(item.productOrService, [], reading.codebook);
  const read = own.codes.length || own.notes.length || !order ? own : order.service;
  const providers = present([item.provider, resource.provider]);
  const facility = item.facility ?? resource.facility;
  const place = joinPlaces([
    readPlace(reading, item.facility, request),
    readPlace(reading, resource.facility, request),
    ...(order ? [order.place] : []),
    placeOfProviders(reading, providers, request),
  ]);
  const timeZone = place.timeZone ?? reading.timeZone;
  const asked = readServiceDay(reading, resource.servicedDate ?? periodStart(resource.servicedPeriod), timeZone);
  const serviceDate = asked ?? order?.service.serviceDate;
  const diagnosis = (item.diagnosis ?? []).map(({ diagnosisCodeableConcept, diagnosisReference }) =>
    compact({ concept: diagnosisCodeableConcept, reference: diagnosisReference }),
  );
  const encounter = entry?.resource.encounter ? [entry.resource.encounter] : [];
  const reasons = readDiagnoses(reading, diagnosis, request);
  const modifiers = (item.modifier ?? []).flatMap(({ coding = [] }) =>
    coding.flatMap((one) => readModifier(one) ?? []),
  );
  return {
    service: compact({
      ...order?.service,
      codes: read.codes,
      ordered: own.ordered.length ? own.ordered : (order?.service.ordered ?? []),
      modifiers: [...new Set([...read.modifiers, ...modifiers])],
      units: readUnits(reading, item.quantity) ?? order?.service.units,
      doseMg: milligrams(item.quantity) ?? order?.service.doseMg,
      serviceDate,
      placeOfService: place.placeOfService,
      encounterClass: readEncounterClass(reading, encounter, entry ?? request, serviceDate, timeZone),
      urgency: order?.service.urgency ?? urgencyOf(resource.priority),
      facility: place.facility,
      ...readProviders(reading, providers, request),
      diagnoses: reasons.diagnoses.length ? reasons.diagnoses : (order?.service.diagnoses ?? []),
      notes: read.notes?.length ? read.notes : undefined,
    }),
    echo: compact({
      productOrService: item.productOrService ?? (item.category ? undefined : order?.echo.productOrService),
      modifier: item.modifier,
      provider: item.provider,
      facility,
      quantity: item.quantity ?? order?.echo.quantity,
      orderReference: order?.echo.orderReference,
      category: item.category,
    }),
    place,
    reasons: [...reasons.reasons, ...(order?.reasons ?? [])],
    orderCodes: [...own.orderCodes, ...(order?.orderCodes ?? [])],
    ...(entry ? { order: entry } : {}),
  };
};

/** The lines an eligibility request asks about, in its order; one that only asks for validation has none. */
export const readEligibilityLines = (request: Request, reading: Reading): readonly Line[] => {
  const { item = [], purpose = [] } = request.resource;
  if (!item.length && purpose.includes('auth-requirements'))
    reading.warn('Authorization requirements are asked for, but the request names no service.');
  return item.map((one) => readItem(request, one, reading));
};
