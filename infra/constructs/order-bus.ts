import { Duration } from 'aws-cdk-lib';
import { EventBus, EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ORDER_EVENT, VISIT_EVENT } from '../../shared/http/order-events.ts';
import type { OrderSource } from '../settings.ts';
import type { OrderQueue } from './order-queue.ts';

/** Event types that sources send. */
const EVENT_TYPES = [ORDER_EVENT, VISIT_EVENT];

/** The bus that receives orders and publishes answers. */
export class OrderBus extends EventBus {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Orders in, authorization changes out' });
  }

  /**
   * One rule per source, so that each can be disabled alone. The function checks the event detail and keeps a mismatch
   * as a dead letter; a pattern would drop it without a trace.
   */
  deliver(sources: readonly OrderSource[], receiver: IFunction, queue: OrderQueue): void {
    for (const { id, account } of sources) {
      new Rule(this, `From-${id}`, {
        eventBus: this,
        description: `Orders and visits of ${id}`,
        eventPattern: { source: [id], detailType: EVENT_TYPES },
        targets: [
          new LambdaFunction(receiver, {
            deadLetterQueue: queue.undelivered,
            maxEventAge: Duration.hours(24),
            retryAttempts: 185,
          }),
        ],
      });
      if (account) this.admit(id, account);
    }
    this.noticeStrangers(sources, queue);
  }

  /** Another account may put events of its own source on the bus, and nothing else. */
  private admit(source: string, account: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: `Admit-${source}`,
        principals: [new AccountPrincipal(account)],
        actions: ['events:PutEvents'],
        resources: [this.eventBusArn],
        conditions: { StringEquals: { 'events:source': source, 'events:detail-type': EVENT_TYPES } },
      }),
    );
  }

  /** Events of an unregistered source: id and source go to the dead letters, the event itself is not kept. */
  private noticeStrangers(sources: readonly OrderSource[], queue: OrderQueue): void {
    const known = sources.map(({ id }) => id);
    new Rule(this, 'FromStrangers', {
      eventBus: this,
      description: 'Orders and visits of a source that is not registered',
      eventPattern: {
        detailType: EVENT_TYPES,
        ...(known.length > 0 && { source: Match.anythingBut(...known) }),
      },
      targets: [
        new SqsQueue(queue.deadLetters, {
          message: RuleTargetInput.fromObject({
            problem: 'source not registered',
            source: EventField.source,
            eventId: EventField.eventId,
          }),
        }),
      ],
    });
  }
}
