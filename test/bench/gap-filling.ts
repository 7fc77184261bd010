import { chartOf, openEhrHarness } from '../support/ehr-harness.ts';

export interface GapFigures {
  /** Milliseconds the EHR takes for each read. */
  readonly latencyMs: number;
  /** Calls to the EHR an order, its own reading included. */
  readonly reads: number;
  /** Milliseconds from the queue to the record, in the middle. */
  readonly orderMs: number;
  /** Share of them spent waiting on the EHR. */
  readonly waiting: number;
}

const TYPES = [
  ...[
    'ServiceRequest',
    'Patient',
    'Coverage',
    'Organization',
    'Location',
    'Condition',
    'Procedure',
    'DiagnosticReport',
  ],
  ...['Observation', 'ImagingStudy', 'DocumentReference', 'MedicationStatement', 'MedicationRequest'],
  'QuestionnaireResponse',
];
const ORDERS = 20;
const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Orders that come as a bare id, one after the other, from an EHR that is as slow as said. */
const figuresAt = async (latencyMs: number): Promise<GapFigures> => {
  const harness = await openEhrHarness();
  const { ehr } = harness.ports;
  let waited = 0;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await work;
    waited += performance.now() - start;
    return done;
  };
  Object.assign(harness.ports, {
    ehr: {
      ...ehr,
      order: (...ask: Parameters<typeof ehr.order>) => timed(ehr.order(...ask)),
      fill: (...ask: Parameters<typeof ehr.fill>) => timed(ehr.fill(...ask)),
    },
  });
  for (const type of TYPES) harness.stub.moods.set(type, { is: 'slow', ms: latencyMs });
  const times: number[] = [];
  const waits: number[] = [];
  const reads: number[] = [];
  for (let n = 0; n < ORDERS; n++) {
    harness.stub.charts.push(...chartOf(`bench-${n}`));
    harness.stub.asked.length = 0;
    await harness.receive({ detail: { source: harness.source.id, reference: `ServiceRequest/bench-${n}` } });
    waited = 0;
    const start = performance.now();
    await harness.drain();
    times.push(performance.now() - start);
    waits.push(waited);
    reads.push(harness.stub.asked.length);
    harness.stub.charts.length = 0;
  }
  await harness.close();
  return { latencyMs, reads: middle(reads), orderMs: middle(times), waiting: middle(waits) / middle(times) };
};

export const gapFigures = async (): Promise<readonly GapFigures[]> => {
  const figures: GapFigures[] = [];
  for (const latencyMs of [0, 20, 100, 300]) figures.push(await figuresAt(latencyMs));
  return figures;
};
