import { consumer, receiver } from '../../functions/order-events/index.ts';
import { MAX_RECEIVES, ORDER_EVENT, OWN_SOURCE, VISIT_EVENT } from '../../shared/http/order-events.ts';
import { makeBus, type Rule } from './aws/bus.ts';
import { consumeQueue } from './aws/consume-queue.ts';
import { type AwsEndpoint, awsEndpoint, type Operation } from './aws/endpoint.ts';
import { makeLocalQueue } from './aws/queue.ts';
import { sqsOperations } from './aws/sqs.ts';
import { LOCAL_QUEUES } from './environment.ts';
import { startTicker, type Ticker } from './ticker.ts';

/** Short enough for a person who waits; long enough for a batch of ten. */
const VISIBILITY_MS = 5_000;
const LOOK_EVERY_MS = 500;

interface LocalAws {
  readonly endpoint: AwsEndpoint;
  /** Queues a message id again, as its receiver did before the service stopped. */
  readonly requeue: (message: { readonly tenant: string; readonly id: string }) => void;
  /** Starts delivering messages to their function. */
  readonly start: (onError: (error: unknown) => void) => Ticker;
}

/**
 * The rule, the queue and the dead-letter queue of the stack, run locally. `published` gets what the service publishes; `own` are operations of
 * this service that no AWS has.
 */
export const makeLocalAws = (published: Rule['target'], own: Readonly<Record<string, Operation>> = {}): LocalAws => {
  let ticker: Ticker | undefined;
  const deadLetters = makeLocalQueue({ name: LOCAL_QUEUES.deadLetters, visibilityMs: VISIBILITY_MS });
  const orders = makeLocalQueue({
    name: LOCAL_QUEUES.orders,
    visibilityMs: VISIBILITY_MS,
    redrive: { maxReceives: MAX_RECEIVES, to: deadLetters },
    onSend: () => ticker?.soon(),
  });
  const bus = makeBus([
    { detailType: ORDER_EVENT, target: receiver },
    { detailType: VISIT_EVENT, target: receiver },
    { source: OWN_SOURCE, target: published },
  ]);
  return {
    endpoint: awsEndpoint({ ...bus, ...sqsOperations([orders, deadLetters]), ...own }),
    requeue: (message) => orders.send(JSON.stringify(message)),
    start: (onError) => {
      ticker = startTicker(LOOK_EVERY_MS, consumeQueue(orders, consumer), onError);
      return ticker;
    },
  };
};
