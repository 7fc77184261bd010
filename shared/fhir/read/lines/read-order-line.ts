import type { CodeableConcept, Coding, ServiceRequest } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { Entry } from '../message/entry.ts';
import type { Reading } from '../reading.ts';
import { readModifier } from './billing-code.ts';
import { milligrams } from './dose/milligrams.ts';
import { readDose } from './dose/read-dose.ts';
import type { Line } from './line.ts';
import { placeOfProviders } from './provider-place.ts';
import { readServiceCode } from './read-code.ts';
import { occurrenceEnd, occurrenceOf } from './read-dates.ts';
import { type Diagnoses, ofIcd9, readDiagnoses } from './read-diagnoses.ts';
import { readEncounterClass } from './read-encounter-class.ts';
import { joinNamedPlaces, joinPlaces, type Place, placeOfServiceIn, readPlace } from './read-place.ts';
import { readProviders } from './read-provider.ts';
import { providerIds } from './read-provider-ids.ts';
import { readServiceDay, readWindowEnd } from './read-service-day.ts';
import { readUnits } from './read-units.ts';

const BILLING_OPTIONS = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

/** The sender's candidate billing codes: on the code, as CRD defines it, or on the order. */
const billingOptions = ({ code, extension = [] }: ServiceRequest): readonly CodeableConcept[] =>
  [...(code?.extension ?? []), ...extension].flatMap(({ url, valueCodeableConcept }) =>
    url === BILLING_OPTIONS && valueCodeableConcept ? [valueCodeableConcept] : [],
  );

const detailModifier = (coding: Coding) => (coding.system === undefined ? undefined : readModifier(coding));

const modifierDetails = ({ orderDetail = [] }: ServiceRequest): CodeableConcept[] =>
  orderDetail.filter(({ coding = [] }) => coding.some(detailModifier));

/** Where an order is to be performed. */
export const placeOfOrder = (order: Entry<ServiceRequest>, reading: Reading): Place => {
  const { locationCode = [], locationReference = [], performer = [] } = order.resource;
  const placeOfService = placeOfServiceIn(locationCode);
  const named = locationReference.map((reference) => readPlace(reading, reference, order));
  return joinPlaces([
    joinNamedPlaces([placeOfService ? { placeOfService } : {}, ...named]),
    placeOfProviders(reading, performer, order),
  ]);
};

const reasonsOf = (order: Entry<ServiceRequest>, reading: Reading): Diagnoses => {
  const { reasonCode = [], reasonReference = [] } = order.resource;
  const given = [...reasonCode.map((concept) => ({ concept })), ...reasonReference.map((reference) => ({ reference }))];
  return readDiagnoses(reading, given, order);
};

/** The line an order asks for. */
export const readOrderLine = (order: Entry<ServiceRequest>, reading: Reading): Line => {
  const { resource } = order;
  const { code, quantityQuantity, performer = [], encounter, orderDetail = [], locationReference = [] } = resource;
  const read = readServiceCode(code, billingOptions(resource), reading.codebook);
  const place = placeOfOrder(order, reading);
  const timeZone = place.timeZone ?? reading.timeZone;
  const serviceDate = readServiceDay(reading, occurrenceOf(resource), timeZone);
  const { diagnoses, reasons, others } = reasonsOf(order, reading);
  const details = orderDetail.flatMap(({ coding = [] }) => coding);
  return {
    service: compact({
      codes: read.codes,
      ordered: read.ordered,
      modifiers: [...new Set([...read.modifiers, ...details.flatMap((coding) => detailModifier(coding) ?? [])])],
      units: readUnits(reading, quantityQuantity),
      doseMg: milligrams(quantityQuantity) ?? readDose(reading, read.codes, serviceDate),
      serviceDate,
      serviceEnd: readWindowEnd(serviceDate, occurrenceEnd(resource), timeZone),
      placeOfService: place.placeOfService,
      encounterClass: readEncounterClass(reading, encounter, order, serviceDate, timeZone),
      urgency: resource.priority,
      facility: place.facility,
      ...readProviders(reading, performer, order),
      orderedBy: providerIds(reading, [resource.requester], order),
      performedBy: providerIds(reading, performer, order),
      diagnoses,
      otherDiagnoses: ofIcd9(others),
      notes: read.notes.length ? read.notes : undefined,
    }),
    echo: compact({
      productOrService: code,
      modifier: modifierDetails(resource).length ? modifierDetails(resource) : undefined,
      provider: performer[0],
      facility: locationReference[0],
      quantity: quantityQuantity,
      orderReference: order.reference ? { reference: order.reference } : undefined,
    }),
    order,
    place,
    reasons,
    orderCodes: [
      ...read.orderCodes,
      ...details.flatMap((detail) => reading.codebook.orderCode(detail.system ?? '', detail.code ?? '') ?? []),
    ],
  };
};
