import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clearinghouse, inEnvelope, openClearinghouse } from '../x12/clearinghouse.ts';
import { reviewResponse } from '../x12/review-responses.ts';

/** What a payer was sent, and where a test may step in: before it has a message, and after, when nobody knows of it yet. */
export interface WatchedPayer {
  readonly url: string;
  /** How often each message of a request came, by its identifier; inquiries are none. */
  readonly messages: ReadonlyMap<string, number>;
  readonly stops: { before?: () => boolean; after?: () => boolean };
  readonly close: () => void;
}

const counted = () => {
  const messages = new Map<string, number>();
  return { messages, count: (id: string) => void messages.set(id, (messages.get(id) ?? 0) + 1) };
};

/** A payer's server with a line in front of it that counts. */
export const watchFhirPayer = async (payer: string): Promise<WatchedPayer> => {
  const { messages, count } = counted();
  const stops: WatchedPayer['stops'] = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    if (stops.before?.()) return;
    if (request.url?.endsWith('$submit')) count(JSON.parse(body).entry[0].resource.identifier[0].value);
    const answered = await fetch(`${payer}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body,
    });
    const text = await answered.text();
    stops.after?.();
    response.writeHead(answered.status, { 'content-type': 'application/fhir+json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, messages, stops, close };
};

const lineOf = (sent: string, start: string): string => sent.split('~').find((line) => line.startsWith(start)) ?? '';
const elementOf = (sent: string, start: string, at: number): string => lineOf(sent, start).split('*')[at] ?? '';

/** A payer by X12: pends a request for a document, and certifies the update that follows. Own simulator. */
export const openX12Payer = async (window: string): Promise<WatchedPayer> => {
  const { messages, count } = counted();
  const stops: WatchedPayer['stops'] = {};
  const ofTrace = new Map<string, Set<string>>();
  const house: Clearinghouse = await openClearinghouse();
  house.answer = (sent) => {
    if (stops.before?.()) return { body: '' };
    const trace = elementOf(sent, 'TRN*1*', 2);
    const known = ofTrace.get(trace) ?? new Set<string>();
    if (!sent.includes('~BHT*0007*28*')) {
      const message = elementOf(sent, 'BHT*', 3);
      count(message);
      ofTrace.set(trace, known.add(message));
    }
    const event = [
      ['AAA*N**AA*C'],
      ['HCR*A4', 'REF*NT*FILE-1', 'HI*LOI:11524-6'],
      ['HCR*A1*AUTH-77', `DTP*007*RD8*${window}`, 'HSD*VS*1'],
    ][Math.min(known.size, 2)];
    stops.after?.();
    const reference = elementOf(sent, 'BHT*', 3);
    return inEnvelope(reviewResponse({ trace, reference, member: [lineOf(sent, 'NM1*IL*')], event: event ?? [] }));
  };
  return { url: house.url, messages, stops, close: house.close };
};
