import type { Claim, ClaimItem, ServiceRequest } from 'fhir/r4';
import { compact } from '../../../../core/model/compact.ts';
import type { ServiceFacts } from '../../../../core/model/message/inquiry.ts';
import type { Entry } from '../../message/entry.ts';
import type { Reading } from '../../reading.ts';
import { readModifier } from '../billing-code.ts';
import { readDose } from '../dose/read-dose.ts';
import type { Line } from '../line.ts';
import { readServiceCode } from '../read-code.ts';
import { periodStart } from '../read-dates.ts';
import { type Diagnoses, readDiagnoses } from '../read-diagnoses.ts';
import { readEncounterClass } from '../read-encounter-class.ts';
import { placeOfOrder } from '../read-order-line.ts';
import { joinPlaces, type Place, placeOfServiceIn, readPlace, stateOf } from '../read-place.ts';
import { providerKey, readProviders } from '../read-provider.ts';
import { providerIds } from '../read-provider-ids.ts';
import { readServiceDay, readWindowEnd } from '../read-service-day.ts';
import { readUnits } from '../read-units.ts';
import { urgencyOf } from '../urgency.ts';
import { type Team, teamReader } from './care-team.ts';
import { orderBehind } from './claim-order.ts';
import { isBilledByIdtf } from './idtf.ts';

type Request = Entry<Claim>;

const WORDS = ['professional', 'institutional'] as const;

const claimTypeOf = ({ type }: Claim): ServiceFacts['claimType'] =>
  WORDS.find((word) => type?.coding?.some(({ code }) => code === word));

/** The diagnoses an item points to, in its order, else all of the claim in claim order. */
const diagnosesOf = (request: Request, { diagnosisSequence = [] }: ClaimItem, reading: Reading): Diagnoses => {
  const all = (request.resource.diagnosis ?? []).toSorted((a, b) => a.sequence - b.sequence);
  const pointed = [...new Set(diagnosisSequence)].flatMap(
    (sequence) => all.find((one) => one.sequence === sequence) ?? [],
  );
  const given = (pointed.length ? pointed : all).map(({ diagnosisCodeableConcept, diagnosisReference }) =>
    compact({ concept: diagnosisCodeableConcept, reference: diagnosisReference }),
  );
  return readDiagnoses(reading, given, request);
};

const placeOfItem = (
  request: Request,
  item: ClaimItem,
  order: Entry<ServiceRequest> | undefined,
  team: Team,
  reading: Reading,
): Place => {
  const { facility } = request.resource;
  const { locationCodeableConcept, locationAddress, locationReference } = item;
  const placeOfService = placeOfServiceIn([locationCodeableConcept]);
  return joinPlaces([
    { ...(placeOfService ? { placeOfService } : {}), ...stateOf([locationAddress], request.reference) },
    readPlace(reading, locationReference, request),
    readPlace(reading, facility, request),
    ...(order ? [placeOfOrder(order, reading)] : []),
    team.place,
  ]);
};

/** The billing group; a clinician billing alone is a group of one. */
const groupOf = (request: Request, reading: Reading): string | undefined =>
  readProviders(reading, [request.resource.provider], request).providerGroup ??
  providerKey(reading, request.resource.provider, request);

/** A claim line, and the order in the message it bills. */
const readItem = (request: Request, item: ClaimItem, team: Team, reading: Reading): Line => {
  const claim = request.resource;
  const read = readServiceCode(item.productOrService, [], reading.codebook);
  const order = orderBehind(request, item, read.codes, reading);
  const place = placeOfItem(request, item, order, team, reading);
  const timeZone = place.timeZone ?? reading.timeZone;
  const { servicedDate, servicedPeriod, encounter: [encounter] = [] } = item;
  const date = servicedDate ?? periodStart(servicedPeriod) ?? periodStart(claim.billablePeriod);
  const serviceDate = readServiceDay(reading, date, timeZone);
  const { diagnoses, reasons, others } = diagnosesOf(request, item, reading);
  const modifiers = (item.modifier ?? []).flatMap(({ coding = [] }) =>
    coding.flatMap((one) => readModifier(one) ?? []),
  );
  return {
    service: compact({
      codes: read.codes,
      ordered: read.ordered,
      modifiers: [...new Set([...read.modifiers, ...modifiers])],
      units: readUnits(reading, item.quantity),
      doseMg: readDose(reading, read.codes, serviceDate, claim, item),
      serviceDate,
      serviceEnd: readWindowEnd(serviceDate, servicedPeriod?.end, timeZone),
      placeOfService: place.placeOfService,
      encounterClass: readEncounterClass(reading, encounter, request, serviceDate, timeZone),
      claimType: claimTypeOf(claim),
      billedByIdtf: isBilledByIdtf(reading, claim.provider, request) || undefined,
      urgency: urgencyOf(claim.priority),
      facility: place.facility,
      performer: team.performer,
      providerGroup: groupOf(request, reading) ?? team.providerGroup,
      orderedBy: (order && providerIds(reading, [order.resource.requester], order)) ?? team.orderedBy,
      performedBy: team.performedBy,
      diagnoses,
      otherDiagnoses: others.length ? others : undefined,
      notes: read.notes.length ? read.notes : undefined,
    }),
    echo: compact({
      productOrService: item.productOrService,
      modifier: item.modifier,
      provider: team.first,
      facility: item.locationReference ?? claim.facility,
      quantity: item.quantity,
      sequence: item.sequence,
      orderReference: order?.reference ? { reference: order.reference } : undefined,
      category: item.category,
    }),
    place,
    reasons,
    orderCodes: read.orderCodes,
    ...(order ? { order } : {}),
  };
};

/** The lines of a claim, in its order. */
export const readClaimLines = (request: Request, reading: Reading): readonly Line[] => {
  const { item = [] } = request.resource;
  if (item.some(({ detail }) => detail?.length))
    reading.warn('Details below claim items are not read: give each service as an item.');
  const teamOf = teamReader(request, reading);
  return item.map((one) => readItem(request, one, teamOf(one), reading));
};
