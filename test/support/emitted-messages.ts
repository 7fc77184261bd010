import type { PasAsked } from '../../shared/fhir/pas/request/pas-asked.ts';
import { writeInquiryRequest, writeRequestBundle } from '../../shared/fhir/pas/request/write-request-bundle.ts';
import type { Part } from './endpoint-messages.ts';
import { openNoticeDesk, SENDER, sentBy, subscriptionOf, withContent } from './notice-desk.ts';
import { PAS, pasCancel, pasInquiry, pasItem, pasRequest, put, reviewMessage } from './pas-messages.ts';
import type { RELEASES } from './pas-profiles.ts';
import { responseOf } from './payer-desk.ts';
import { ATTACHMENTS, NAMING, pasAsked, requestContent, requestItem } from './request-content.ts';

/** A message as we send it, and the profile it has to keep to. */
interface Emitted {
  readonly name: string;
  readonly profile: string;
  readonly resource: Part;
}

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const NOTIFICATION =
  'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-notification-r4';

/** Requests, updates, cancellations and inquiries we send to payers. */
const sentToPayers = (version: (typeof RELEASES)[number]['version']): readonly Emitted[] => {
  const asked: Readonly<Record<string, Partial<PasAsked>>> = {
    request: {},
    update: {
      what: 'update',
      content: requestContent({ items: [requestItem(1, { units: 2 }), requestItem(3, { code: '93015' })] }),
      previous: requestContent({ items: [requestItem(1), requestItem(2, { code: '93350' })], documents: [] }),
      messageId: 'MSG-2',
      previousMessageId: 'MSG-1',
    },
    cancellation: { what: 'cancel', messageId: 'MSG-3', previousMessageId: 'MSG-2' },
  };
  const requests = Object.entries(asked).map(([name, more]) => ({
    name: `${name} we send`,
    profile: `${PAS}/profile-pas-request-bundle`,
    resource: writeRequestBundle(pasAsked({ version, ...more }), NAMING, ATTACHMENTS) as Part,
  }));
  const inquiry = writeInquiryRequest(pasAsked({ version, what: 'inquire', messageId: 'MSG-9' }), NAMING) as Part;
  return [
    ...requests,
    { name: 'inquiry we send', profile: `${PAS}/profile-pas-inquiry-request-bundle`, resource: inquiry },
  ];
};

/** What we answer and tell as a payer, of every outcome. */
const saidByPayer = async ({ version, base }: (typeof RELEASES)[number]): Promise<readonly Emitted[]> => {
  const desk = await openNoticeDesk();
  try {
    const content = withContent(version === '2.2.1' ? 'full-resource' : 'id-only');
    const made = await desk.call('ehr', `${base}/Subscription`, subscriptionOf(desk.endpoint, content));
    await desk.relay();
    const items = [
      pasItem(1),
      pasItem(2, '93015', { servicedDate: '2026-06-22' }),
      pasItem(3, '99213', { servicedDate: '2026-06-29' }),
    ];
    const submit = async (trace: string, more: Part = {}) =>
      (await desk.submit(pasRequest({ trace, change: sentBy(SENDER), ...more }), 'ehr', base)).body as Part;
    const reviewed = async (trace: string, given: Part) => {
      await desk.review(responseOf(await submit(trace)).id, reviewMessage(given));
      return submit(trace);
    };
    const answers: Readonly<Record<string, Part>> = {
      'certified, not required, other': await submit('certified', { items, answers: MET }),
      pended: await submit('pended'),
      refused: await reviewed('refused', {}),
      modified: await reviewed('modified', { decision: { valueCode: 'A6' }, units: { valuePositiveInt: 1 } }),
      'certified by a reviewer': await reviewed('reviewed', { decision: { valueCode: 'A1' } }),
      'not taken up': await submit('rejected', {
        change: (claim: Part) => put(claim.item[0], 'quantity', { value: 0, unit: 'Unit' }),
      }),
      cancelled: (await desk.submit(pasCancel('pended', 'cancelled'), 'ehr', base)).body,
    };
    await desk.relay();
    const inquired = (await desk.inquire(pasInquiry(), 'ehr', base)).body;
    const told: readonly Part[] =
      version === '2.2.1' ? inquired.parameter.map(({ resource }: Part) => resource) : [inquired];
    const name = (kind: string) => `${kind} by the payer`;
    return [
      ...Object.entries(answers).map(([kind, resource]) => ({
        name: name(kind),
        profile: `${PAS}/profile-pas-response-bundle`,
        resource,
      })),
      ...told.map((resource, index) => ({
        name: name(`inquiry ${index}`),
        profile: `${PAS}/profile-pas-inquiry-response-bundle`,
        resource,
      })),
      ...desk.received.map(({ body }, index) => ({
        name: name(`notification ${index}`),
        profile: NOTIFICATION,
        resource: body,
      })),
      ...(version === '2.2.1'
        ? [{ name: name('subscription'), profile: `${PAS}/profile-subscription`, resource: made.body as Part }]
        : []),
    ];
  } finally {
    await desk.close();
  }
};

/** Every kind of message of one release of Da Vinci PAS we send, as payer and to payers. */
export const emittedMessages = async (release: (typeof RELEASES)[number]): Promise<readonly Emitted[]> => [
  ...sentToPayers(release.version),
  ...(await saidByPayer(release)),
];
