import type { Client } from 'fhir-kit-client';
import type { FhirServer } from '../../app/ports/source.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Send } from './send-with.ts';
import { failedAs, readableText, ServerFailure } from './server-failure.ts';

/** Bytes of one answer: a page of a hundred resources is a small part of it. More is not read, whatever length it declares. */
const MOST_BYTES = 10_000_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerFailure('unreadable');
  }
};

/** The client library with a request of our own below it: its own reads an answer to the end, however long. */
export const boundedClient = async (
  { base }: Pick<FhirServer, 'base'>,
  signal: AbortSignal,
  send: Send,
  token: string | undefined,
): Promise<Client> => {
  const library = await import('fhir-kit-client');
  const client = new library.Client({ baseUrl: base });
  client.httpClient.request = async (method, address, { headers = {} } = {}, body) => {
    const response = await send(client.httpClient.expandUrl(address), {
      method,
      redirect: 'manual',
      signal,
      headers: new Headers({
        accept: 'application/fhir+json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw failedAs(response, Date.now());
    }
    const text = await readableText(response, MOST_BYTES);
    const resource = text ? parsed(text) : {};
    if (!isObject(resource)) throw new ServerFailure('unreadable');
    return { resourceType: '', ...resource };
  };
  return client;
};
