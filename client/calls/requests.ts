import type { OrderOptions } from '../model/order.ts';
import type { EndpointHealth, PayerRequest, RequestAdditions, RequestPage } from '../model/request.ts';
import { nextOf, resourcesOf } from '../read/read-day.ts';
import { readEndpoints, readListedRequest, readRequests } from '../read/read-request.ts';
import { pathOf, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';
import { writeAdditions } from '../write/write-request.ts';

export interface RequestCalls {
  /** Requests of every order, the last changed first; with the ETag of an earlier page, `unchanged` where nothing is new. */
  allRequests(asked?: { readonly count?: number }, etag?: string): Promise<RequestPage>;
  /** The page behind another one. */
  nextRequests(next: string): Promise<RequestPage>;
  /** How each endpoint of a payer answers; of one payer's map alone, to read less. */
  endpoints(payer?: string): Promise<readonly EndpointHealth[]>;
  /** Requests of an order, oldest first; with the name of an exchange, both its sides. */
  requests(
    id: string,
    options?: Pick<OrderOptions, 'source'> & { readonly exchange?: string },
  ): Promise<readonly PayerRequest[]>;
  /** Makes or renews the request from what is on file, and says what it lacks. Nothing leaves. */
  prepareRequest(id: string, additions?: RequestAdditions, options?: OrderOptions): Promise<PayerRequest | undefined>;
  /** Hands it over. Asked again, it sends nothing again. */
  sendRequest(id: string, options?: OrderOptions): Promise<PayerRequest | undefined>;
  withdrawRequest(id: string, options?: OrderOptions): Promise<PayerRequest | undefined>;
  /** The request as a page of HTML to print, to fax, or to copy field by field. */
  requestSheet(id: string, options?: Pick<OrderOptions, 'source'>): Promise<string>;
}

export const requestCalls = (transport: Transport): RequestCalls => {
  const path = (id: string, name: string, query: Parameters<typeof queryOf>[0]): string =>
    `/r4/ServiceRequest/${encodeURIComponent(id)}/$${name}${queryOf(query)}`;
  const change = async (id: string, name: string, body: string, { source, etag }: OrderOptions) => {
    const done: unknown = await transport.json({
      method: 'POST',
      path: path(id, name, { source }),
      body,
      writes: true,
      ...(etag ? { ifMatch: etag } : {}),
    });
    return readRequests(done)[0];
  };
  const nothing = writeAdditions({});
  const page = async (path: string, etag?: string): Promise<RequestPage> => {
    const { status, text, header } = await transport.send({ path, ...(etag ? { ifNoneMatch: etag } : {}) });
    if (status === 304) return { unchanged: true, etag: header('etag') ?? etag ?? '' };
    const bundle: unknown = JSON.parse(text);
    const next = nextOf(bundle);
    const requests = resourcesOf(bundle).map(readListedRequest);
    return { unchanged: false, etag: header('etag') ?? '', requests, ...(next ? { next: pathOf(next) } : {}) };
  };
  return {
    allRequests: ({ count } = {}, etag) => page(`/r4/$exchanges${queryOf({ _count: count })}`, etag),
    nextRequests: (next) => page(next),
    endpoints: async (payer) => readEndpoints(await transport.json({ path: `/r4/$channel-map${queryOf({ payer })}` })),
    requests: async (id, { source, exchange } = {}) =>
      readRequests(await transport.json({ path: path(id, 'requests', { source, exchange }) })),
    prepareRequest: (id, additions = {}, options = {}) =>
      change(id, 'prepare-request', writeAdditions(additions), options),
    sendRequest: (id, options = {}) => change(id, 'send-request', nothing, options),
    withdrawRequest: (id, options = {}) => change(id, 'withdraw-request', nothing, options),
    requestSheet: async (id, { source } = {}) =>
      (await transport.send({ path: path(id, 'request-sheet', { source }) })).text,
  };
};
