import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { OrderQueue } from './order-queue.ts';
import type { RecordTable } from './record-table.ts';

export interface Watched {
  readonly api: RestApi;
  readonly queue: OrderQueue;
  readonly table: RecordTable;
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Runs each minute; no invocations mean a fault. */
  readonly relay: IFunction;
}

const period = Duration.minutes(5);
/** One of our own metrics, sent through the log. */
const NAMESPACE = 'Stresspass';
export const ownMetric = (metricName: string, statistic: string) =>
  new Metric({ namespace: NAMESPACE, metricName, statistic, period });

/** The alarms; each description names what to look at first. */
export class Watch extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    { api, queue, table, functions, relay }: Watched,
    key: IKey,
    email?: string,
  ) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    if (email) topic.addSubscription(new EmailSubscription(email));

    const alarm = (name: string, metric: IMetric, threshold: number, says: string, more: Partial<AlarmProps> = {}) => {
      const made = new Alarm(this, name, {
        metric,
        threshold,
        alarmDescription: says,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...more,
      });
      made.addAlarmAction(new SnsAction(topic));
      return made;
    };
    const visible = (name: 'deadLetters' | 'undelivered') =>
      queue[name].metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' });

    this.alarms = [
      alarm('ServerErrors', api.metricServerError({ period }), 5, 'Callers get 5xx: see the errors of the functions.'),
      alarm('SlowAnswers', api.metricLatency({ period, statistic: 'p99' }), 3_000, 'One call in a hundred takes 3 s.', {
        evaluationPeriods: 3,
      }),
      ...Object.entries(functions).flatMap(([name, one]) => [
        alarm(`${name}Errors`, one.metricErrors({ period }), 1, `${name} throws: see its log for door-failed.`),
        alarm(`${name}Throttles`, one.metricThrottles({ period }), 1, `${name} is at the limit of concurrency.`),
      ]),
      alarm(
        'OldestOrder',
        queue.waiting.metricApproximateAgeOfOldestMessage({ period, statistic: 'max' }),
        300,
        'An order waits five minutes: the consumer is too slow or fails.',
      ),
      alarm(
        'UnansweredOrder',
        ownMetric('InboxAge', 'max'),
        600_000,
        'An order waits ten minutes, whatever the queue says.',
      ),
      alarm('PromiseWaits', ownMetric('IntentAge', 'max'), 600_000, 'An event waits ten minutes to be published.'),
      alarm('WriteBacksGivenUp', ownMetric('WriteBacksGivenUp', 'sum'), 1, 'An EHR did not take an answer.'),
      alarm('EventsMissed', ownMetric('EventsMissed', 'sum'), 1, 'An EHR told of events that never came.'),
      alarm(
        'PayerSilent',
        ownMetric('PayerSilent', 'avg'),
        50,
        'Payers stay silent: answers rest on roster and Coverage.',
        {
          evaluationPeriods: 3,
        },
      ),
      alarm('ChannelSilent', ownMetric('ExchangesSilent', 'avg'), 50, 'Payers do not answer requests: they wait.', {
        evaluationPeriods: 3,
      }),
      alarm('DeadLetters', visible('deadLetters'), 1, 'An order could not be answered: fix the cause, then redrive.'),
      alarm('Undelivered', visible('undelivered'), 1, 'An event could not be made durable: redrive it.'),
      alarm('RelaySilent', relay.metricInvocations({ period }), 1, 'Promised events and write-backs are not sent.', {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
        evaluationPeriods: 2,
      }),
      alarm(
        'TableThrottles',
        table.metricThrottledRequestsForOperations({
          operations: [
            Operation.GET_ITEM,
            Operation.BATCH_GET_ITEM,
            Operation.QUERY,
            Operation.PUT_ITEM,
            Operation.UPDATE_ITEM,
            Operation.BATCH_WRITE_ITEM,
          ],
          period,
        }),
        1,
        'The table throttles: one partition is too hot.',
      ),
    ];
  }
}
