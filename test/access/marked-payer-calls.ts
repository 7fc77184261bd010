import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Ask } from '../support/endpoint-harness.ts';
import { decisionMessage, type Part } from '../support/endpoint-messages.ts';
import { subscriptionOf } from '../support/notice-desk.ts';
import { pasRequest } from '../support/pas-messages.ts';
import { MARKED, mark } from './marked.ts';

const { family, given, mrn, member, phone } = MARKED;
const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Ask => ({
  method: 'POST',
  path,
  body,
  headers,
});
const parameters = (...parameter: readonly Part[]): Part => ({ resourceType: 'Parameters', parameter });
const said = (name: string, text: string): Part => ({ name, valueString: text });

/** A request for a marked person, as it should be and spoilt at places a payer's endpoint reads. */
const requests = (): readonly Part[] => {
  const spoilt = (change: (claim: Part, bundle: Part) => void): Part => {
    const message = mark(pasRequest({ trace: mrn }));
    change(message.entry[0].resource, message);
    return message;
  };
  return [
    mark(pasRequest({ trace: mrn })),
    spoilt((claim) => {
      claim.identifier = [{ system: family, value: given }];
    }),
    spoilt((claim) => {
      claim.status = family;
    }),
    spoilt((claim) => {
      claim.item[0].productOrService = { coding: [{ system: family, code: given }] };
    }),
    spoilt((claim) => {
      claim.patient = { reference: `Patient/${member}` };
    }),
    spoilt((claim) => {
      claim.related = [{ claim: { reference: family } }];
    }),
    spoilt((_, bundle) => {
      bundle.entry[1].fullUrl = family;
    }),
  ];
};
const document = (text: string): Part => ({
  resourceType: 'DocumentReference',
  status: 'current',
  description: text,
  type: { coding: [{ system: 'http://loinc.org', code: text }] },
  content: [{ attachment: { contentType: text, title: text, data: 'QUJD' } }],
});
const papers = (text: string): Part =>
  parameters(
    { name: 'TrackingId', valueIdentifier: { value: text } },
    { name: 'AttachTo', valueCode: text },
    { name: 'MemberId', valueIdentifier: { value: member } },
    { name: 'Attachment', part: [said('LineItem', text), { name: 'Content', resource: document(text) }] },
  );
const subscription = (text: string): Part =>
  subscriptionOf(`https://${text.replaceAll(' ', '-')}.example/${text}`, (one) => {
    one.reason = text;
    one.criteria = text;
    one.channel.header = [`${text}: ${text}`];
    one._criteria.extension[0].valueString = `org-identifier=${text}`;
  });

/** What each endpoint of requests to payers, of the payer's side and of rule packs is sent about a marked person. */
export const payerCalls = (): readonly Ask[] => {
  const order = '/r4/ServiceRequest/known/$';
  const words = [family, given, member, phone];
  const bases = ['/r4', '/stu2/r4'];
  const atId = (base: string, id: string, rest = '') => `${base}/Subscription/${encodeURIComponent(id)}${rest}`;
  return [
    post(`${order}prepare-request`, parameters(said('memberId', member), said('note', `${given} ${family}`))),
    post(`${order}prepare-request`, parameters(said('orderingNpi', mrn), said(family, given))),
    ...['ask-eligibility', 'send-request', 'withdraw-request'].flatMap((name) => [
      post(order + name, parameters()),
      post(order + name, parameters(said(family, given), said('reason', family))),
      post(`${order}${name}?source=${family}`, parameters()),
    ]),
    { method: 'GET', path: `${order}requests?exchange=${family}` },
    { method: 'GET', path: `${order}request-sheet?source=${family}` },
    { method: 'GET', path: `/r4/$channel-map?payer=${family}&date=${family}` },
    ...bases.flatMap((base) => [
      ...requests().flatMap((body) => [post(`${base}/Claim/$submit`, body), post(`${base}/Claim/$inquire`, body)]),
      ...words.flatMap((text): readonly Ask[] => [
        post(`${base}/Subscription`, subscription(text)),
        { method: 'PUT', path: atId(base, text), body: subscription(text) },
        { method: 'GET', path: atId(base, text) },
        { method: 'GET', path: atId(base, text, '/$status') },
        { method: 'GET', path: atId(base, text, `/$events?eventsSinceNumber=${encodeURIComponent(text)}`) },
        { method: 'DELETE', path: atId(base, text) },
      ]),
    ]),
    ...words.flatMap((text): readonly Ask[] => [
      post('/r4/$submit-attachment', papers(text)),
      post(`/r4/Claim/${encodeURIComponent(text)}/$review`, parameters(said('decision', text), said(text, text))),
      post(`/r4/Claim/${encodeURIComponent(text)}/$assign`, parameters(said('assignee', text))),
      ...['confirm', 'appeal', 'withdraw-appeal', 'peer-to-peer'].map((name) =>
        post(`/r4/Claim/${encodeURIComponent(text)}/$${name}`, parameters(said('text', text), said(text, text))),
      ),
      { method: 'GET', path: `/r4/Claim/${encodeURIComponent(text)}/$case` },
      { method: 'GET', path: `/r4/$reviews?state=${encodeURIComponent(text)}&assignee=${encodeURIComponent(text)}` },
      post('/rules/packs', { id: text, version: text, payers: [{ id: text, name: text }], drafts: [text] }),
      post('/rules/packs', text),
      { method: 'GET', path: '/rules/packs' },
      { method: 'GET', path: `/rules/packs/${encodeURIComponent(text)}/${encodeURIComponent(text)}` },
      ...['approve', 'activate', 'roll-back', 'simulate'].map((name) =>
        post(`/rules/packs/${encodeURIComponent(text)}/${encodeURIComponent(text)}/${name}`, {
          from: text,
          [text]: text,
        }),
      ),
      { method: 'GET', path: `/rules/packs/${encodeURIComponent(text)}/${encodeURIComponent(text)}/simulation` },
    ]),
    post(`${order}record-decision`, decisionMessage(family, { number: ['String', member] })),
  ];
};

/** Endpoints that take anything about a patient or from a caller: all but those that show what everybody may know. */
export const ASKED_ROUTES = ROUTES.filter(({ unaudited, function: name }) => !unaudited && name !== 'auth');

/** Every one of them with a marked person where a caller can put one: in its path, its query and its body. */
export const everyRouteMarked = (): readonly Ask[] =>
  ASKED_ROUTES.flatMap(({ method, path }): readonly Ask[] => {
    const at = path.replace('{source}', 'north').replace(/\{\w+\}/g, encodeURIComponent(family));
    const asked = `${at}?patient=${member}&source=${encodeURIComponent(given)}`;
    if (method === 'GET' || method === 'DELETE') return [{ method, path: asked }];
    const isForm = path.endsWith('/_search');
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/fhir+json';
    const headers = { 'content-type': type, 'if-match': family, 'idempotency-key': mrn };
    const body = isForm ? `patient=${member}&identifier=${mrn}` : parameters(said(given, family));
    return [
      { method, path: asked, headers, body },
      { method, path: at, headers: { 'content-type': type }, body: isForm ? `identifier=${mrn}` : `{"${family}` },
    ];
  });
