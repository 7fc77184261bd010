import type {
  EndpointHealth,
  ListedRequest,
  PayerRequest,
  RequestExchange,
  RequestItemAnswer,
  RequestNeed,
} from '../model/request.ts';
import { type Element, elementOf, given, idOf } from './element.ts';
import { type Parts, parametersOf } from './parts.ts';

const readNeed = ({ word }: Parts): RequestNeed => ({
  kind: word('kind') as RequestNeed['kind'],
  says: word('says'),
  ...given('due', word('due')),
});

const readItem = ({ word, words }: Parts): RequestItemAnswer => ({
  action: word('action'),
  ...given('number', word('number')),
  ...given('caseNumber', word('caseNumber')),
  ...given('start', word('start')),
  ...given('end', word('end')),
  reasons: words('reason'),
});

const readExchange = ({ word }: Parts): RequestExchange => ({
  name: word('name'),
  what: word('what'),
  at: word('at'),
  outcome: word('outcome'),
  ...given('sent', word('sent')),
  ...given('received', word('received')),
});

const readRequest = ({ word, words, groups, number }: Parts): PayerRequest => ({
  id: word('id'),
  etag: `W/"${number('version') ?? 0}"`,
  state: word('state') as PayerRequest['state'],
  payer: word('payer'),
  codes: words('code'),
  channel: word('channel'),
  says: word('says'),
  why: word('why'),
  ...given('contact', word('contact')),
  findings: groups('finding').map((one) => ({ id: one.word('id'), says: one.word('says'), fix: one.word('fix') })),
  needs: groups('need').map(readNeed),
  items: groups('item').map(readItem),
  ...given('nextStep', word('nextStep')),
  exchanges: groups('exchange').map(readExchange),
  history: words('history'),
});

/** A request in a list of many orders'. */
export const readListedRequest = (resource: Element): ListedRequest => {
  const { word, groups } = parametersOf(resource);
  const [request = parametersOf({})] = groups('request');
  return {
    ...readRequest(request),
    order: idOf(word('order')),
    ...given('source', word('source')),
    ...given('updated', request.word('updated')),
  };
};

/** How endpoints answer, as the channel map tells. */
export const readEndpoints = (resource: unknown): readonly EndpointHealth[] =>
  parametersOf(elementOf(resource))
    .groups('endpoint')
    .map(({ word, number }) => ({
      name: word('name'),
      channel: word('channel'),
      exchanges: number('exchanges') ?? 0,
      failures: number('failures') ?? 0,
      ...given('lastSuccess', word('lastSuccess')),
      ...given('lastFailure', word('lastFailure')),
      ...given('problem', word('problem')),
      ...given('restsUntil', word('restsUntil')),
    }));

/** Requests of an order, oldest first. */
export const readRequests = (resource: unknown): readonly PayerRequest[] =>
  parametersOf(elementOf(resource)).groups('request').map(readRequest);
