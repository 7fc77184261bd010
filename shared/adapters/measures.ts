import type { LogFields } from '../app/ports/log.ts';

type Unit = 'Milliseconds' | 'Percent' | 'Count';
interface Metric {
  readonly name: string;
  readonly unit: Unit;
  /** Undefined if the line has no value. */
  readonly of: (fields: LogFields) => number | undefined;
}
interface Measure {
  /** Sets of dimensions; an empty set is the total. */
  readonly by: readonly (readonly (keyof LogFields)[])[];
  readonly metrics: readonly Metric[];
}

export const NAMESPACE = 'Stresspass';
/** Latency target of an interactive answer. */
const FAST_MS = 500;

const took = (name: string): Metric => ({ name, unit: 'Milliseconds', of: ({ durationMs }) => durationMs });
const share = (name: string, isSo: (fields: LogFields) => boolean): Metric => ({
  name,
  unit: 'Percent',
  of: (fields) => (isSo(fields) ? 100 : 0),
});
const count = (name: string, of: Metric['of'] = () => 1): Metric => ({ name, unit: 'Count', of });
const age = (name: string, of: Metric['of']): Metric => ({ name, unit: 'Milliseconds', of });

/** Metrics by log event; other events are only log lines. */
const MEASURES: Readonly<Record<string, readonly Measure[]>> = {
  answered: [
    {
      by: [['door'], []],
      metrics: [took('AnswerTime'), share('FastAnswers', ({ durationMs = 0 }) => durationMs < FAST_MS)],
    },
  ],
  'decision-announced': [
    { by: [['advice']], metrics: [count('Decisions')] },
    { by: [[]], metrics: [share('UnknownDecisions', ({ advice }) => advice === 'ask-plan')] },
  ],
  'work-waiting': [
    {
      by: [[]],
      metrics: [
        age('InboxAge', ({ inboxAgeMs }) => inboxAgeMs),
        age('IntentAge', ({ intentAgeMs }) => intentAgeMs),
        age('WriteBackAge', ({ writeBackAgeMs }) => writeBackAgeMs),
        age('SubmitAge', ({ submitAgeMs }) => submitAgeMs),
        age('WebhookAge', ({ webhookAgeMs }) => webhookAgeMs),
      ],
    },
  ],
  'chart-read': [{ by: [[]], metrics: [took('ChartTime'), count('ChartReads', (fields) => fields.count)] }],
  'payer-asked': [
    { by: [[]], metrics: [took('PayerTime'), share('PayerSilent', ({ problem }) => problem !== undefined)] },
  ],
  'payer-exchanged': [
    {
      by: [['channel'], []],
      metrics: [took('ExchangeTime'), share('ExchangesSilent', ({ problem }) => problem !== undefined)],
    },
  ],
  'webhook-given-up': [{ by: [[]], metrics: [count('WebhooksGivenUp')] }],
  'write-back-given-up': [{ by: [[]], metrics: [count('WriteBacksGivenUp')] }],
  'events-missed': [{ by: [[]], metrics: [count('EventsMissed', (fields) => fields.count)] }],
};

interface Value {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
}

const valuesOf = ({ metrics }: Measure, fields: LogFields): readonly Value[] =>
  metrics.flatMap(({ name, unit, of }) => {
    const value = of(fields);
    return typeof value === 'number' ? [{ name, unit, value }] : [];
  });

/**
 * What makes a log line a metric: CloudWatch reads the `_aws` block (embedded metric format) and the numbers it names.
 * Empty for an event without metrics.
 */
export const measuresOf = (event: string, fields: LogFields, now: number): Readonly<Record<string, unknown>> => {
  const measured = (Object.hasOwn(MEASURES, event) ? (MEASURES[event] ?? []) : [])
    .map(({ by, ...measure }) => ({ by, values: valuesOf({ by, ...measure }, fields) }))
    .filter(({ values }) => values.length > 0);
  if (measured.length === 0) return {};
  const directives = measured.map(({ by, values }) => ({
    Namespace: NAMESPACE,
    Dimensions: by,
    Metrics: values.map(({ name, unit }) => ({ Name: name, Unit: unit })),
  }));
  const numbers = measured.flatMap(({ values }) => values.map(({ name, value }) => [name, value]));
  return { _aws: { Timestamp: now, CloudWatchMetrics: directives }, ...Object.fromEntries(numbers) };
};
