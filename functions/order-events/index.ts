import { busEntry, queueEntry } from '../../shared/runtime/event-entry.ts';
import { consume } from './consume.ts';
import { receive } from './receive.ts';

/** Target of the bus rule: makes an order durable and queues its id. */
export const receiver = busEntry(receive);
/** Behind the queue: answers what was received. */
export const consumer = queueEntry(consume);
