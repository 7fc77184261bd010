import type { WebhookMessage } from '../../app/ports/webhooks.ts';
import { readCursor, writeCursor } from '../../app/search/cursor.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { uriPart } from '../../core/model/uri-part.ts';
import { openSearch } from '../../fhir/read/search/open-search.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';

const STATES = ['waiting', 'delivered', 'failed'] as const satisfies readonly WebhookMessage['state'][];

type Position = Pick<WebhookMessage, 'at' | 'id'>;
interface Asked {
  readonly hook: string;
  readonly limit: number;
  readonly state?: WebhookMessage['state'];
  readonly after?: Position;
}

const readState = (given: string, at: string): Result<WebhookMessage['state']> => {
  const state = STATES.find((one) => one === given);
  return state ? ok(state) : refused({ code: 'value', says: `Must be ${STATES.join(', ')}.`, expression: at });
};

const readAfter = (cursor: string): Result<Position> => {
  const position = readCursor(cursor);
  if (!position.ok) return position;
  const [at = '', id = ''] = position.value.split('~');
  return ok({ at, id });
};

/** Parameters of a page of messages. */
export const messagesAsked = ({ params: { id: hook = '' }, query }: Request): Result<Asked> => {
  const { one, page, problems } = openSearch(query, ['state']);
  const state = one('state', readState);
  const after = page.cursor === undefined ? undefined : readAfter(page.cursor);
  if (problems.length) return refused(...problems);
  if (after && !after.ok) return after;
  return ok({ hook, limit: page.limit, ...(state ? { state } : {}), ...(after ? { after: after.value } : {}) });
};

/** A message as who runs the receiver reads it: what it told is the order's, to be read with it. */
export const messageView = ({ id, at, event, order, state, attempts, triedAt, problem }: WebhookMessage) => ({
  id,
  type: event.type,
  at,
  source: order.source,
  order: `ServiceRequest/${order.orderId}`,
  state,
  attempts,
  ...(triedAt ? { triedAt } : {}),
  ...(problem ? { problem } : {}),
});

export const answerMessages = (
  { messages, next }: { readonly messages: readonly WebhookMessage[]; readonly next?: Position },
  { hook, state, limit }: Asked,
  { query }: Request,
  { config }: Pick<Container, 'config'>,
): Reply => {
  const address = new URL(`${config.PUBLIC_URL}/webhooks/${uriPart(hook)}/messages`);
  if (state) address.searchParams.set('state', state);
  if (query._count) address.searchParams.set('_count', String(limit));
  if (next) address.searchParams.set('_cursor', writeCursor(`${next.at}~${next.id}`));
  return {
    ...answer({ messages: messages.map(messageView), ...(next ? { next: address.href } : {}) }),
    about: `Webhook ${hook}`,
  };
};
