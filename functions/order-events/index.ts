import { busEntry, queueEntry } from '../../shared/lambda/event-entry.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { notify } from './notify.ts';
import { receive } from './receive.ts';

/** Target of the bus rule: makes an order durable and queues its id. */
export const receiver = busEntry(receive);
/** Target of subscriptions' rest-hooks. */
export const notifier = httpEntry({ notify });
/** Behind the queue: answers what was received. What decides is loaded by its first message; the others never need it. */
export const consumer = queueEntry(async (...given) => (await import('./consume.ts')).consume(...given));
