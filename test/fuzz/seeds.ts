import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { draft, hookCall, prefetchOf, searchset, signCall } from '../cds-hooks/hook-harness.ts';
import { appointment } from '../support/appointments.ts';
import { decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { notification, r5Notification } from '../support/notifications.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';
import {
  ATTACHMENT_SEEDS,
  NOTICE_SEEDS,
  PAYER_SEEDS,
  REQUEST_SEEDS,
  REVIEW_SEEDS,
  SUBSCRIPTION_SEEDS,
} from './payer-seeds.ts';
import type { Seed } from './seed.ts';

const readFolder = (folder: URL): readonly Part[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Part)
    : [];

const parameters = (door: string, path: string, parameter: readonly Part[]): Seed => ({
  door,
  path,
  message: { resourceType: 'Parameters', parameter: [...parameter] },
});

const period = { start: '2026-06-10', end: '2026-07-10' };
const code = { system: 'http://www.ama-assn.org/go/cpt', code: '93351' };

const operations: readonly Seed[] = [
  ...POST_ENDPOINTS.map(({ name, path, message }) => ({ door: name, path, message: message() })),
  {
    door: 'record-decision',
    path: '/r4/ServiceRequest/known/$record-decision',
    message: decisionMessage('approved', {
      number: ['String', 'A-2'],
      period: ['Period', period],
      code: ['Coding', code],
      units: ['PositiveInt', 1],
      facility: ['Reference', { reference: 'Location/office' }],
      reason: ['CodeableConcept', { text: 'As asked' }],
      source: ['Code', 'portal'],
      receivedAt: ['DateTime', '2026-06-01T09:00:00-04:00'],
    }),
  },
  parameters('bookable', '/r4/ServiceRequest/known/$bookable', [
    { name: 'start', valueDateTime: '2026-06-15T09:00:00-04:00' },
    { name: 'end', valueDateTime: '2026-06-15T10:00:00-04:00' },
    { name: 'code', valueCoding: code },
    { name: 'units', valuePositiveInt: 1 },
    { name: 'performer', valueReference: { reference: 'Practitioner/doctor' } },
  ]),
];

const hooks: readonly Seed[] = [
  signCall(),
  signCall({ extension: { 'davinci-crd.requestedVersion': '2.2', 'davinci-crd.configuration': { coding: false } } }),
  hookCall('order-select', {
    selections: ['ServiceRequest/o1'],
    draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft() }] },
  }),
  hookCall('order-dispatch', { dispatchedOrders: ['ServiceRequest/o1'], performer: 'Organization/group' }),
  hookCall(
    'encounter-start',
    { encounterId: 'e1' },
    {
      prefetch: { ...prefetchOf(), orders: searchset('ServiceRequest', draft()) },
    },
  ),
  ...readFolder(new URL('../../docs/samples/cds-hooks/', import.meta.url)),
].map((message) => ({ door: 'invoke', path: `/cds-services/${message.hook}-crd`, message }));

const feedback: Seed = {
  door: 'feedback',
  path: '/cds-services/order-sign-crd/feedback',
  message: {
    feedback: [
      {
        card: '4e0a3a1e-3283-4575-ab82-028d55fe2719',
        outcome: 'overridden',
        overrideReason: { reason: { code: 'reason-code', system: 'https://ehr.example/reasons' }, userComment: 'No' },
        outcomeTimestamp: '2026-06-01T15:00:00Z',
      },
    ],
  },
};

const told = { number: 3, focus: 'ServiceRequest/known', timestamp: '2026-06-01T15:00:00Z' };
const order = () => partOf(orderMessage('told'), 'ServiceRequest');
const notifications: readonly Seed[] = [
  { path: '/events/north', message: notification('s1', 'event-notification', 3, [told]) as Part },
  {
    path: '/events/north',
    message: r5Notification('s2', 'event-notification', 3, [told], [{ resource: order() }]) as Part,
  },
  { path: '/events/north', message: notification('s1', 'handshake', 0) as Part },
  { path: '/events/north/ServiceRequest', message: order() },
  { path: '/events/north/ServiceRequest/told', message: order() },
].map((one) => ({
  door: 'notify',
  ...one,
  ...(one.path.includes('ServiceRequest') ? { method: 'PUT' as const } : {}),
}));

const visits: readonly Part[] = ['booked', 'cancelled'].map((status) => ({
  ...appointment('v1', 'known', '2026-06-15T09:00:00-04:00'),
  status,
  participant: [{ status: 'accepted', actor: { reference: 'Patient/p1' } }],
}));
const events: readonly Seed[] = [
  { door: 'order-event', path: 'order', message: { source: 'north', bundle: orderMessage('told') } },
  { door: 'order-event', path: 'order', message: { source: 'north', resource: order() } },
  { door: 'order-event', path: 'order', message: { source: 'north', reference: 'ServiceRequest/told' } },
  ...visits.map((resource) => ({ door: 'visit-event', path: 'visit', message: { source: 'north', resource } })),
];

/** Worked examples that lie beside this checkout, where they do. */
const examples = readFolder(new URL('../../../shared/examples/', import.meta.url))
  .filter(({ door, body }) => typeof door === 'string' && typeof body === 'object')
  .map(({ door, body }) => ({ door: String(door).split('$')[1] ?? '', path: String(door), message: body as Part }));

/** By kind, so that every kind gets its share. */
export const SEEDS: readonly (readonly Seed[])[] = [
  ...[
    'assess',
    'eligibility-submit',
    'claim-check',
    'record-decision',
    'answer',
    'bookable',
    'worklist',
    'follow-up',
  ].map((name) => operations.filter(({ door }) => door === name)),
  ...(examples.length ? [examples] : []),
  hooks,
  hooks,
  [feedback],
  notifications,
  events,
  PAYER_SEEDS,
  PAYER_SEEDS,
  REVIEW_SEEDS,
  ATTACHMENT_SEEDS,
  SUBSCRIPTION_SEEDS,
  NOTICE_SEEDS,
  REQUEST_SEEDS,
];
