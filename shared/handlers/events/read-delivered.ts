import type { receiveNotification } from '../../app/inbox/receive-notification.ts';
import type { Sender } from '../../app/ports/sender.ts';
import { noticesFrom } from '../../app/submissions/hear-notice.ts';
import type { Result } from '../../core/model/result.ts';
import { readNotice } from '../../fhir/pas/response/read-notice.ts';
import { readNotification } from '../../fhir/read/notification/read-notification.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { Request } from '../handler.ts';

/** What a source's subscription delivers: of a payer's source answers to requests and nothing else, of any other orders. */
export const readDelivered = (
  { body, params }: Pick<Request, 'body' | 'params'>,
  { tenant, source }: Sender,
): Result<Parameters<typeof receiveNotification>[0]> => {
  const json = body === '' ? { ok: true as const, value: undefined } : parseJson(body);
  if (!json.ok) return json;
  return noticesFrom(source.id, tenant).length ? readNotice(json.value) : readNotification(json.value, params.id);
};
