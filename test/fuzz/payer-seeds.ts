import type { Part } from '../support/endpoint-messages.ts';
import { subscriptionOf, withContent, withFilter, withHeartbeat } from '../support/notice-desk.ts';
import { notification } from '../support/notifications.ts';
import {
  appealMessage,
  cancelledItem,
  MEMBER,
  markedItem,
  pasCancel,
  pasInquiry,
  pasItem,
  pasRequest,
  pasUpdate,
  peerOutcome,
  reviewMessage,
  signMessage,
} from '../support/pas-messages.ts';
import { PAS_ANSWERS } from './answer-seeds.ts';
import type { Seed } from './seed.ts';

const BASES = ['/r4', '/stu2/r4'];
const answers = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const items = [pasItem(1), pasItem(2, '93015')];
const period = { start: '2026-06-10', end: '2026-07-10' };

/** What a provider's system sends a payer. */
export const PAYER_SEEDS: readonly Seed[] = BASES.flatMap((base): readonly Seed[] => [
  { door: 'pas-submit', path: `${base}/Claim/$submit`, message: pasRequest({ trace: 'fuzz', items, answers }) },
  {
    door: 'pas-submit',
    path: `${base}/Claim/$submit`,
    message: pasUpdate('known', {
      trace: 'fuzz-2',
      items: [cancelledItem(pasItem(1)), markedItem(pasItem(2), 'added')],
    }),
  },
  { door: 'pas-submit', path: `${base}/Claim/$submit`, message: pasCancel('known', 'fuzz-3') },
  { door: 'pas-inquire', path: `${base}/Claim/$inquire`, message: pasInquiry() },
]);

const review = (given: Part = {}, id = 'on-file'): Seed => ({
  door: 'pas-review',
  path: `/r4/Claim/${id}/$review`,
  message: reviewMessage(given),
});

/** What the payer's own people do. */
export const REVIEW_SEEDS: readonly Seed[] = [
  review({}, 'unknown'),
  review(),
  review({ item: { valuePositiveInt: 2 }, licenseState: { valueCode: 'OH' }, automation: { valueString: 'A model' } }),
  review({ decision: { valueCode: 'A1' }, period: { valuePeriod: period } }),
  review({ decision: { valueCode: 'A2' }, units: { valuePositiveInt: 1 } }),
  review({
    decision: { valueCode: 'A6' },
    code: { valueCoding: { system: 'http://www.ama-assn.org/go/cpt', code: '93350' } },
  }),
  review({ lacksInformation: { valueBoolean: true } }),
  review({ extend: { valueBoolean: true }, decision: undefined }),
  {
    door: 'review-confirm',
    path: '/r4/Claim/on-file/$confirm',
    message: signMessage({ text: { valueString: 'As decided.' }, item: { valuePositiveInt: 1 } }),
  },
  {
    door: 'review-appeal',
    path: '/r4/Claim/on-file/$appeal',
    message: appealMessage({ item: { valuePositiveInt: 1 } }),
  },
  {
    door: 'review-withdraw-appeal',
    path: '/r4/Claim/on-file/$withdraw-appeal',
    message: appealMessage({ item: { valuePositiveInt: 1 } }),
  },
  { door: 'review-peer', path: '/r4/Claim/on-file/$peer-to-peer', message: appealMessage() },
  { door: 'review-peer', path: '/r4/Claim/on-file/$peer-to-peer', message: peerOutcome('unchanged') },
  {
    door: 'review-assign',
    path: '/r4/Claim/on-file/$assign',
    message: { resourceType: 'Parameters', parameter: [{ name: 'assignee', valueString: 'Dr. Adler' }] },
  },
];

const document = (loinc: string): Part => ({
  name: 'Attachment',
  part: [
    { name: 'LineItem', valueString: '1' },
    { name: 'Code', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: loinc }] } },
    {
      name: 'Content',
      resource: {
        resourceType: 'DocumentReference',
        status: 'current',
        type: { coding: [{ system: 'http://loinc.org', code: loinc }] },
        content: [{ attachment: { contentType: 'text/plain', data: 'RG9jdW1lbnQ=' } }],
      },
    },
  ],
});
const attachment = (tracking: Part, documents: readonly Part[]): Seed => ({
  door: 'submit-attachment',
  path: '/r4/$submit-attachment',
  message: {
    resourceType: 'Parameters',
    parameter: [
      { name: 'TrackingId', valueIdentifier: tracking },
      { name: 'AttachTo', valueCode: 'preauthorization' },
      { name: 'MemberId', valueIdentifier: { value: MEMBER } },
      { name: 'Final', valueBoolean: true },
      ...documents,
    ],
  },
});
export const ATTACHMENT_SEEDS: readonly Seed[] = [
  attachment({ system: 'urn:trnorg:9012345678', value: 'known' }, [document('11506-3')]),
  attachment({ value: 'known' }, [document('11506-3'), document('18824-3')]),
  attachment({ value: 'nobody' }, [document('11506-3')]),
];

const ENDPOINT = 'https://ehr.example/notify';
const subscriptions: readonly Part[] = [
  subscriptionOf(ENDPOINT),
  subscriptionOf(ENDPOINT, withFilter('orgIdentifier=HEART-EHR,1234567893')),
  subscriptionOf(ENDPOINT, withContent('id-only')),
  subscriptionOf(ENDPOINT, withHeartbeat(60)),
  { ...subscriptionOf(ENDPOINT), end: '2026-12-31T23:59:60Z' },
];
/** In an address: the subscription on file. */
export const SUBSCRIPTION_SEEDS: readonly Seed[] = BASES.flatMap((base) =>
  subscriptions.flatMap((message): readonly Seed[] => [
    { door: 'subscription-create', path: `${base}/Subscription`, message },
    { door: 'subscription-update', path: `${base}/Subscription/on-file`, method: 'PUT', message },
  ]),
);

const focus = 'https://payer.example/r4/Bundle/b1';
const event = { number: 1, focus, timestamp: '2026-06-01T15:01:00Z' };
/** What a payer's subscription delivers. */
export const NOTICE_SEEDS: readonly Seed[] = [
  ...PAS_ANSWERS.map((answer) =>
    notification('s1', 'event-notification', 1, [event], [{ fullUrl: focus, resource: { ...answer, id: 'b1' } }]),
  ),
  notification('s1', 'event-notification', 2, [{ ...event, number: 2, focus: 'ClaimResponse/r1' }]),
  notification('s1', 'handshake', 0),
  notification('s1', 'heartbeat', 3),
].map((message) => ({ door: 'payer-notice', path: '/events/payer-notices', message: message as Part }));

const request = (operation: string, message: Part = {}): Seed => ({
  door: operation,
  path: `/r4/ServiceRequest/asked/$${operation}`,
  message,
});
const given = (...parameter: readonly Part[]): Part => ({ resourceType: 'Parameters', parameter });
/** What a practice's people do with a request. */
export const REQUEST_SEEDS: readonly Seed[] = [
  request(
    'prepare-request',
    given(
      { name: 'tin', valueString: '12-3456789' },
      { name: 'orderingNpi', valueString: '1234567893' },
      { name: 'note', valueString: 'See the ECG.' },
      { name: 'expedited', valueBoolean: true },
      {
        name: 'document',
        valueAttachment: { contentType: 'application/pdf', title: 'resting-ecg', data: 'JVBERi0=' },
      },
    ),
  ),
  request('prepare-request', given({ name: 'memberId', valueString: 'M-1' })),
  request('send-request'),
  request('withdraw-request'),
  request('ask-eligibility'),
];
