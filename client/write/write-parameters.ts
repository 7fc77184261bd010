import type { Decision, FollowUp, ServicePlace, Slot } from '../model/order.ts';
import { billingCoding, PLACE_OF_SERVICE } from './systems.ts';

interface Parameter {
  readonly name: string;
  readonly [more: string]: unknown;
}

/** One parameter, or none where there is no value. */
export const parameter = (name: string, type: string, value: unknown): readonly Parameter[] =>
  value === undefined ? [] : [{ name, [type]: value }];

const referred = (given: string | undefined) => (given === undefined ? undefined : { reference: given });

export const write = (parts: readonly Parameter[]): string =>
  JSON.stringify({ resourceType: 'Parameters', parameter: parts });

const placeParts = ({ codes = [], units, place, facility, performer }: ServicePlace): readonly Parameter[] => [
  ...codes.flatMap((code) => parameter('code', 'valueCoding', billingCoding(code))),
  ...parameter('placeOfService', 'valueCoding', place && { system: PLACE_OF_SERVICE, code: place }),
  ...parameter('facility', 'valueReference', referred(facility)),
  ...parameter('performer', 'valueReference', referred(performer)),
  ...parameter('units', 'valuePositiveInt', units),
];

export const writeSlot = (slot: Slot): string =>
  write([
    ...parameter('start', 'valueDateTime', slot.start),
    ...parameter('end', 'valueDateTime', slot.end),
    ...placeParts(slot),
  ]);

const periodOf = ({ from, to }: Decision) =>
  from || to ? { ...(from ? { start: from } : {}), ...(to ? { end: to } : {}) } : undefined;

export const writeDecision = (decision: Decision): string =>
  write([
    ...parameter('decision', 'valueCode', decision.decision),
    ...parameter('number', 'valueString', decision.number),
    ...parameter('numberKind', 'valueCode', decision.numberKind),
    ...parameter('period', 'valuePeriod', periodOf(decision)),
    ...placeParts(decision),
    ...parameter('reason', 'valueCodeableConcept', decision.reason && { text: decision.reason }),
    ...parameter('toldBy', 'valueString', decision.toldBy),
    ...parameter('expedited', 'valueBoolean', decision.expedited),
    ...parameter('source', 'valueCode', decision.by),
    ...parameter('receivedAt', 'valueDateTime', decision.receivedAt),
  ]);

const callPart = (call: FollowUp['call']): readonly Parameter[] =>
  call
    ? [
        {
          name: 'call',
          part: [
            ...parameter('with', 'valueString', call.with),
            ...parameter('says', 'valueString', call.says),
            ...parameter('number', 'valueString', call.number),
          ],
        },
      ]
    : [];

export const writeFollowUp = ({ assignee, followUp, waitingOn, clear = [], note, call }: FollowUp): string =>
  write([
    // An empty string is not FHIR: nobody is said by clearing.
    ...parameter('assignee', 'valueString', assignee || undefined),
    ...parameter('followUp', 'valueDate', followUp),
    ...parameter('waitingOn', 'valueString', waitingOn),
    ...[...new Set([...clear, ...(assignee === '' ? ['assignee'] : [])])].flatMap((name) =>
      parameter('clear', 'valueCode', name),
    ),
    ...parameter('note', 'valueString', note),
    ...callPart(call),
  ]);
