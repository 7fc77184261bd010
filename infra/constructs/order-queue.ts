import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MAX_RECEIVES } from '../../shared/http/order-events.ts';

/** Ids of waiting orders, ids of failed orders, and events that no function accepted. */
export class OrderQueue extends Construct {
  readonly waiting: Queue;
  /** Redrive from here once the cause is fixed. */
  readonly deadLetters: Queue;
  /** The only queue that can hold an order itself: what EventBridge or Lambda could not deliver. Normally empty. */
  readonly undelivered: Queue;

  /** @param consumerTimeout of the function behind the queue; the visibility timeout is six times as long. */
  constructor(scope: Construct, id: string, key: IKey, consumerTimeout: Duration) {
    super(scope, id);
    const queue = (name: string, props: QueueProps): Queue =>
      new Queue(this, name, {
        encryption: QueueEncryption.KMS,
        encryptionMasterKey: key,
        enforceSSL: true,
        retentionPeriod: Duration.days(14),
        ...props,
      });
    this.deadLetters = queue('DeadLetters', {});
    this.undelivered = queue('Undelivered', {});
    this.waiting = queue('Waiting', {
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}
