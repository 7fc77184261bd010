import type { CoverageEligibilityRequest, CoverageEligibilityRequestItem, Reference } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { readModifier } from './billing-code.ts';
import { milligrams } from './dose/milligrams.ts';
import { readDose } from './dose/read-dose.ts';
import type { Line } from './line.ts';
import { placeOfProviders } from './provider-place.ts';
import { CODES_DISAGREE, type ReadCode, readServiceCode } from './read-code.ts';
import { periodStart } from './read-dates.ts';
import { type Diagnoses, ofIcd9, readDiagnoses } from './read-diagnoses.ts';
import { readEncounterClass } from './read-encounter-class.ts';
import { readOrderLine } from './read-order-line.ts';
import { joinPlaces, type Place, readPlace } from './read-place.ts';
import { type Provider, readProviders } from './read-provider.ts';
import { providerIds } from './read-provider-ids.ts';
import { readServiceDay, readWindowEnd } from './read-service-day.ts';
import { readUnits } from './read-units.ts';
import { urgencyOf } from './urgency.ts';

type Request = Entry<CoverageEligibilityRequest>;
type Item = CoverageEligibilityRequestItem;

const listOf = (reference: Reference | undefined): readonly Reference[] => (reference ? [reference] : []);

/** Who performs: the item's provider, else its order's performer; the provider of the request only asks. */
const providerOf = (request: Request, { provider }: Item, order: Line | undefined, reading: Reading): Provider => {
  const own = readProviders(reading, listOf(provider), request);
  const asking = readProviders(reading, listOf(request.resource.provider), request);
  return compact({
    performer: own.performer ?? order?.service.performer ?? asking.performer,
    providerGroup: own.providerGroup ?? order?.service.providerGroup ?? asking.providerGroup,
  });
};

const placeOf = (request: Request, item: Item, order: Line | undefined, reading: Reading): Place =>
  joinPlaces([
    readPlace(reading, item.facility, request),
    readPlace(reading, request.resource.facility, request),
    ...(order ? [order.place] : []),
    placeOfProviders(reading, [...listOf(item.provider), ...listOf(request.resource.provider)], request),
  ]);

const diagnosesOf = (
  request: Request,
  { diagnosis = [] }: Item,
  order: Line | undefined,
  reading: Reading,
): Diagnoses => {
  const given = diagnosis.map(({ diagnosisCodeableConcept, diagnosisReference }) =>
    compact({ concept: diagnosisCodeableConcept, reference: diagnosisReference }),
  );
  const own = readDiagnoses(reading, given, request);
  return {
    diagnoses: own.diagnoses.length ? own.diagnoses : (order?.service.diagnoses ?? []),
    reasons: [...own.reasons, ...(order?.reasons ?? [])],
    others: ofIcd9(own.others) ?? order?.service.otherDiagnoses ?? [],
  };
};

/** What is requested: the item's own service, else its order's. */
const serviceOf = (item: Item, own: ReadCode, order: Line | undefined, date: string | undefined, reading: Reading) => {
  const speaks = own.codes.length > 0 || own.notes.length > 0;
  const read = speaks || !order ? own : order.service;
  // Several items may detail one order: its quantity and dose belong to the item of its code.
  const counted = read.codes.join() === order?.service.codes.join() ? order.service : undefined;
  const modifiers = (item.modifier ?? []).flatMap(({ coding = [] }) =>
    coding.flatMap((one) => readModifier(one) ?? []),
  );
  return {
    codes: read.codes,
    ordered: own.ordered.length ? own.ordered : read.ordered,
    modifiers: [...new Set([...read.modifiers, ...modifiers])],
    units: readUnits(reading, item.quantity) ?? counted?.units,
    doseMg: milligrams(item.quantity) ?? counted?.doseMg ?? readDose(reading, read.codes, date),
    notes: read.notes?.length ? read.notes : undefined,
  };
};

const echoOf = (request: Request, item: Item, order: Line | undefined): Line['echo'] =>
  compact({
    productOrService: item.productOrService ?? (item.category ? undefined : order?.echo.productOrService),
    modifier: item.modifier,
    provider: item.provider,
    facility: item.facility ?? request.resource.facility,
    quantity: item.quantity,
    orderReference: order?.echo.orderReference,
    category: item.category,
  });

const readItem = (request: Request, item: Item, reading: Reading): Line => {
  const { servicedDate, servicedPeriod, priority } = request.resource;
  const [entry] = (item.detail ?? []).flatMap((one) => find(reading, one, request, 'ServiceRequest') ?? []);
  const order = entry && readOrderLine(entry, reading);
  const own = readServiceCode(item.productOrService, [], reading.codebook);
  const place = placeOf(request, item, order, reading);
  const timeZone = place.timeZone ?? reading.timeZone;
  const asked = readServiceDay(reading, servicedDate ?? periodStart(servicedPeriod), timeZone);
  const serviceDate = asked ?? order?.service.serviceDate;
  const { diagnoses, reasons, others } = diagnosesOf(request, item, order, reading);
  const encounter = entry?.resource.encounter;
  return {
    service: compact({
      ...serviceOf(item, own, order, serviceDate, reading),
      serviceDate,
      serviceEnd: asked ? readWindowEnd(asked, servicedPeriod?.end, timeZone) : order?.service.serviceEnd,
      placeOfService: place.placeOfService,
      encounterClass: readEncounterClass(reading, encounter, entry ?? request, serviceDate, timeZone),
      urgency: order?.service.urgency ?? urgencyOf(priority),
      facility: place.facility,
      orderedBy: order?.service.orderedBy ?? providerIds(reading, [request.resource.provider], request),
      performedBy: providerIds(reading, [item.provider], request) ?? order?.service.performedBy,
      ...providerOf(request, item, order, reading),
      diagnoses,
      otherDiagnoses: others.length ? others : undefined,
    }),
    echo: echoOf(request, item, order),
    ...(entry ? { order: entry } : {}),
    place,
    reasons,
    orderCodes: [...own.orderCodes, ...(order?.orderCodes ?? [])],
  };
};

/** The kind of test a service is, where one code says so. */
const kindOf = (codes: readonly string[], { codebook }: Reading): string | undefined =>
  codes.length === 1 ? codebook.procedure(codes[0] ?? '')?.group : undefined;

/** Items may detail parts of their order; where none of them is the kind of test ordered, nobody knows which is meant. */
const withDisagreement = (line: Line, all: readonly Line[], reading: Reading): Line => {
  const { order, service } = line;
  const ordered = order && kindOf(readServiceCode(order.resource.code, [], reading.codebook).codes, reading);
  const kinds = all.flatMap((one) => (one.order === order ? (kindOf(one.service.codes, reading) ?? []) : []));
  if (!ordered || !kinds.length || kinds.includes(ordered) || !kindOf(service.codes, reading)) return line;
  return { ...line, service: { ...service, notes: [...(service.notes ?? []), CODES_DISAGREE] } };
};

/** The lines an eligibility request asks about, in its order; one that only asks for validation has none. */
export const readEligibilityLines = (request: Request, reading: Reading): readonly Line[] => {
  const { item = [], purpose = [] } = request.resource;
  if (!item.length && purpose.includes('auth-requirements'))
    reading.warn('Authorization requirements are asked for, but the request names no service.');
  const lines = item.map((one) => readItem(request, one, reading));
  return lines.map((line) => withDisagreement(line, lines, reading));
};
