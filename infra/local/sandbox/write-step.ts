import { CPT, PLACE_OF_SERVICE } from '../../../shared/codes/systems.ts';
import { dayFrom } from '../day-after.ts';
import type { ScriptDecision, ScriptVisit } from './script.ts';
import type { Scene } from './write-order.ts';

/** The instant a local clock shows this time: the offset is found by asking what it would show. */
const instantOf = (day: string, time: string, timeZone: string): string => {
  const asked = Date.parse(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asked);
  return new Date(2 * asked - Date.parse(`${shown.replace(' ', 'T')}Z`)).toISOString();
};

/** What staff learned from the payer, as `$record-decision` takes it. `now`: a decision of today has just come. */
export const writeDecision = (decision: ScriptDecision, { today, timeZone, tag }: Scene, now: string) => {
  const { received, start, end } = decision;
  const period =
    start === undefined && end === undefined
      ? undefined
      : {
          ...(start === undefined ? {} : { start: dayFrom(today, start) }),
          ...(end === undefined ? {} : { end: dayFrom(today, end) }),
        };
  const values: Readonly<Record<string, object | undefined>> = {
    decision: { valueCode: decision.decision },
    number: decision.number === undefined ? undefined : { valueString: `${decision.number}-${tag}` },
    numberKind: decision.numberKind === undefined ? undefined : { valueCode: decision.numberKind },
    period: period && { valuePeriod: period },
    code: decision.code === undefined ? undefined : { valueCoding: { system: CPT, code: decision.code } },
    placeOfService:
      decision.place === undefined ? undefined : { valueCoding: { system: PLACE_OF_SERVICE, code: decision.place } },
    reason: decision.reason === undefined ? undefined : { valueCodeableConcept: { text: decision.reason } },
    source: { valueCode: decision.source },
    receivedAt: {
      valueDateTime: received === 0 ? now : instantOf(dayFrom(today, received), '10:00', timeZone),
    },
  };
  return {
    resourceType: 'Parameters',
    parameter: Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ...value }] : [])),
  };
};

const VISIT_MS = 3_600_000;

/** A visit as a scheduling system reports it. `now`: when it says so. */
export const writeVisit = ({ day, at, status }: ScriptVisit, { id, today, timeZone }: Scene, now: string) => {
  const start = instantOf(dayFrom(today, day), at, timeZone);
  return {
    resourceType: 'Appointment',
    id: `${id}-visit`,
    meta: { lastUpdated: now },
    status,
    basedOn: [{ reference: `ServiceRequest/${id}` }],
    start,
    end: new Date(Date.parse(start) + VISIT_MS).toISOString(),
    participant: [{ status: 'accepted', actor: { reference: `Patient/${id}-patient` } }],
  };
};
