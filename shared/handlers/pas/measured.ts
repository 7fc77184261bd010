import { recordExchange } from '../../app/utilization-review/record-exchange.ts';
import type { ExchangeAbout, ExchangeType } from '../../core/authorization/review-exchange.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Handler } from '../handler.ts';

const listIn = (value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** Codes of the issues of a refusal. */
const issuesIn = (body: unknown): readonly string[] =>
  listIn(body, 'issue').flatMap(({ code, severity }) =>
    typeof code === 'string' && severity !== 'information' ? code : [],
  );

/** X12 901 codes of a ClaimResponse that takes nothing up, the first resource of the answer. */
const rejectionsIn = (body: unknown): readonly string[] =>
  listIn(listIn(body, 'entry')[0]?.resource, 'error').flatMap(({ code }) =>
    listIn(code, 'coding').flatMap((one) => (typeof one.code === 'string' ? one.code : [])),
  );

/** A message nobody could read names nobody. */
const unread = (type: ExchangeType): ExchangeAbout => ({ type, requesters: [], insurers: [], questionnaires: [] });

/** A handler whose exchanges are kept for the measures of the payer, whatever it answers. */
export const measured =
  (handler: Handler, type: ExchangeType): Handler =>
  async (request, container) => {
    const { exchange = unread(type), ...reply } = await handler(request, container);
    const { tenant } = request.identity;
    const { status, body } = reply;
    const answer = { receivedAt: request.receivedAt, status, issues: issuesIn(body), rejections: rejectionsIn(body) };
    await recordExchange(exchange, { tenant, ...answer }, container.ports);
    return reply;
  };
