import { type Facts, known } from '../../core/model/facts.ts';
import type { LineNote } from '../../core/model/message/inquiry.ts';
import type { Chart } from './clinical/chart.ts';
import { readClinicalFacts } from './clinical/read-clinical-facts.ts';
import type { Line } from './lines/line.ts';
import { plannedStressOf } from './lines/read-code.ts';
import type { ReadPatient } from './read-patient.ts';
import type { Reading } from './reading.ts';

const FROM_PATIENT: LineNote = {
  id: 'state-from-patient',
  says: 'The message does not say in which state the test is done; the state the patient lives in is taken.',
};
const STATES_DIFFER = 'The lines are to be done in different states: the state counts as not known.';

interface Site {
  readonly facts: Pick<Facts, 'siteState' | 'county'>;
  readonly note?: LineNote;
}

/** One locality for the whole message, or none: then estimates are national. */
const localityOf = (lines: readonly Line[]): Pick<Facts, 'locality'> => {
  const [locality, another] = new Set(lines.flatMap(({ place }) => place.locality ?? []));
  return locality && !another ? { locality: known(locality) } : {};
};

const siteOf = (lines: readonly Line[], { home }: ReadPatient, reading: Reading): Site => {
  const places = lines.map(({ place }) => place).filter(({ state }) => state);
  const { state, county, stateFrom } = places[0] ?? home;
  if (!state) return { facts: {} };
  if (places.some((place) => place.state !== state)) {
    reading.warn(STATES_DIFFER);
    return { facts: {} };
  }
  const from = stateFrom ? [stateFrom] : [];
  return {
    facts: { siteState: known(state, ...from), ...(county ? { county: known(county, ...from) } : {}) },
    ...(places.length ? {} : { note: FROM_PATIENT }),
  };
};

/** A stress agent on a line means drug stress, whatever the order code left open. */
const stressOf = (lines: readonly Line[], { codebook }: Reading): Pick<Facts, 'plannedStress'> => {
  const agent = lines.some(({ service }) =>
    service.codes.some((code) => codebook.procedure(code)?.companion === 'agent'),
  );
  const kind = agent ? 'drug' : plannedStressOf(lines.flatMap(({ orderCodes }) => orderCodes));
  return kind ? { plannedStress: known(kind) } : {};
};

/** Everything in the message: readers ignore what is not evidence. */
const chartOf = (lines: readonly Line[], { message }: Reading): Chart => ({
  entries: message.entries.map(({ resource, reference }) => ({ resource, reference })),
  complete: message.complete,
  reasons: lines.flatMap(({ reasons }) => reasons),
});

/** Patient and place facts, shared by all lines, and the note lines need when the state was guessed. */
export const readFacts = (lines: readonly Line[], patient: ReadPatient, reading: Reading): Site & { facts: Facts } => {
  const serviceDate = lines[0]?.service.serviceDate ?? reading.today;
  const { codebook, canonicals, vouches } = reading;
  const clinical = readClinicalFacts(chartOf(lines, reading), { codebook, canonicals, serviceDate, vouches });
  for (const says of clinical.warnings) reading.warn(says);
  const stated = clinical.facts.plannedStress?.is === 'known';
  const { facts, note } = siteOf(lines, patient, reading);
  return {
    facts: {
      ...clinical.facts,
      ...(stated ? {} : stressOf(lines, reading)),
      ...patient.facts,
      ...facts,
      ...localityOf(lines),
    },
    ...(note ? { note } : {}),
  };
};
