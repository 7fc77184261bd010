import type { OrderOptions } from '../model/order.ts';
import type { PayerRequest, RequestAdditions } from '../model/request.ts';
import { readRequests } from '../read/read-request.ts';
import { queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';
import { writeAdditions } from '../write/write-request.ts';

export interface RequestCalls {
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
  return {
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
