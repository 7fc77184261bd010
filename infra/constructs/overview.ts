import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { ownMetric, type Watch, type Watched } from './watch.ts';

const period = Duration.minutes(5);
const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) =>
  new GraphWidget({ title, left: [...left], right: [...right], width: 12 });

/** One dashboard: alarms first, then metrics in the order of a call and of an order. */
export class Overview extends Dashboard {
  constructor(scope: Construct, id: string, { api, queue, functions }: Watched, { alarms }: Watch) {
    super(scope, id);
    const each = (metricOf: (name: keyof typeof functions) => IMetric | undefined) =>
      Object.keys(functions).flatMap((name) => metricOf(name) ?? []);
    this.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 }));
    this.addWidgets(
      graph(
        'Calls',
        [api.metricCount({ period }), api.metricClientError({ period }), api.metricServerError({ period })],
        [api.metricLatency({ period, statistic: 'p50' }), api.metricLatency({ period, statistic: 'p99' })],
      ),
      graph(
        'Functions',
        each((name) => functions[name]?.metricErrors({ period, label: `${name} errors` })),
        each((name) => functions[name]?.metricDuration({ period, statistic: 'p99', label: `${name} p99` })),
      ),
    );
    this.addWidgets(
      graph(
        'Orders',
        [
          queue.waiting.metricNumberOfMessagesReceived({ period }),
          queue.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
          queue.undelivered.metricApproximateNumberOfMessagesVisible({ period }),
        ],
        [queue.waiting.metricApproximateAgeOfOldestMessage({ period })],
      ),
      graph(
        'Waiting',
        ['InboxAge', 'IntentAge', 'WriteBackAge'].map((name) => ownMetric(name, 'max')),
        ['FastAnswers', 'UnknownDecisions', 'PayerSilent'].map((name) => ownMetric(name, 'avg')),
      ),
    );
  }
}
