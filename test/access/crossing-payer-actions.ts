import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { answersMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { sentBy, subscriptionOf } from '../support/notice-desk.ts';
import { pasRequest } from '../support/pas-messages.ts';
import { adoptedPack } from '../support/payer-desk.ts';
import type { Action, Turn } from './crossing-actions.ts';
import { type CrossingHarness, ENDPOINT, senderOf } from './crossing-harness.ts';

/** What came after the first endpoints: requests to payers, requests to us as a payer, subscriptions, rule packs. */

const REVIEWER = { client: 'reviewer', scopes: ['reviews.write'] } as const;
const AUTHOR = { client: 'author', scopes: ['rules.write', 'rules.approve'] } as const;
const parameters = (parameter: readonly Part[] = []): Part => ({ resourceType: 'Parameters', parameter });
const ofOrder = ({ order }: Turn, rest: string): string => `/r4/ServiceRequest/${order}/$${rest}`;

const get =
  (path: (turn: Turn, harness: CrossingHarness) => string | undefined, as?: typeof REVIEWER | typeof AUTHOR): Action =>
  async (turn, harness) => {
    const at = path(turn, harness);
    return at === undefined ? undefined : harness.asTenant(turn.tenant, { method: 'GET', path: at }, as);
  };
const post =
  (
    path: (turn: Turn, harness: CrossingHarness) => string | undefined,
    body: (turn: Turn) => unknown,
    as?: typeof REVIEWER | typeof AUTHOR,
  ): Action =>
  async (turn, harness) => {
    const at = path(turn, harness);
    if (at === undefined) return undefined;
    return harness.asTenant(turn.tenant, { method: 'POST', path: at, body: body(turn) }, as);
  };

/** The same trace, member, items and ids for everyone; names identify the tenant. */
const request = ({ order, tenant }: Turn): Part => {
  const message = pasRequest({ trace: `TRACE-${order}`, change: sentBy(senderOf(tenant)) });
  partOf(message, 'Patient').name = [{ family: tenant }];
  for (const { resource } of message.entry)
    if (resource.resourceType === 'Organization') resource.name = `Plan of ${tenant}`;
  return message;
};
const paper = ({ order, tenant }: Turn): Part =>
  parameters([
    { name: 'TrackingId', valueIdentifier: { value: `TRACE-${order}` } },
    { name: 'AttachTo', valueCode: 'preauthorization' },
    { name: 'MemberId', valueIdentifier: { value: 'MBR-471182' } },
    {
      name: 'Attachment',
      part: [
        {
          name: 'Content',
          resource: {
            resourceType: 'DocumentReference',
            status: 'current',
            description: `Note of ${tenant}`,
            type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
            content: [{ attachment: { contentType: 'text/plain', data: 'QUJD' } }],
          },
        },
      ],
    },
  ]);
const submitted: Action = async (turn, harness) => {
  const told = await harness.asTenant(turn.tenant, { method: 'POST', path: '/r4/Claim/$submit', body: request(turn) });
  const id = /"resourceType":"ClaimResponse","id":"([^"]+)"/.exec(told.text)?.[1];
  if (id) harness.claims.push(`${turn.tenant} ${id}`);
  return told;
};
/** Ids of requests, of the tenant's own or of others. */
const claimOf = ({ tenant, pick }: Turn, { claims }: CrossingHarness, isOwn: boolean): string | undefined => {
  const some = claims.filter((one) => one.startsWith(`${tenant} `) === isOwn);
  return some[pick % Math.max(1, some.length)]?.split(' ')[1];
};
const atClaim =
  (operation: string, isOwn: boolean) =>
  (turn: Turn, harness: CrossingHarness): string | undefined => {
    const id = claimOf(turn, harness, isOwn);
    return id === undefined ? undefined : `/r4/Claim/${id}/$${operation}`;
  };
const subscribed: Action = async (turn, harness) => {
  const body = subscriptionOf(ENDPOINT, (one) => {
    one.reason = `For ${turn.tenant}`;
    one.channel.header = [`Authorization: Bearer told-by-${turn.tenant}`];
    one._criteria.extension[0].valueString = `org-identifier=${senderOf(turn.tenant)}`;
  });
  const told = await harness.asTenant(turn.tenant, { method: 'POST', path: '/r4/Subscription', body });
  const id = /"resourceType":"Subscription","id":"([^"]+)"/.exec(told.text)?.[1];
  if (id) harness.seen.push(`${turn.tenant} /r4/Subscription/${id}`, `${turn.tenant} /r4/Subscription/${id}/$events`);
  return told;
};
const assigned = ({ tenant }: Turn): Part => parameters([{ name: 'assignee', valueString: `Nurse of ${tenant}` }]);
const asked = ({ tenant }: Turn): Part => parameters([{ name: 'text', valueString: `Asks ${tenant}` }]);
const pack = ({ tenant }: Turn): unknown =>
  writePack(
    adoptedPack((policy) => {
      policy.source = { ...policy.source, title: `Policy of ${tenant}` };
    }),
  );

const prepare = post(
  (turn) => ofOrder(turn, 'prepare-request'),
  ({ tenant }) => parameters([{ name: 'note', valueString: `From ${tenant}` }]),
);
/** What is looked at once it is there. */
const after =
  (first: Action, then: Action): Action =>
  async (turn, harness) => {
    await first(turn, harness);
    return then(turn, harness);
  };

export const PAYER_ACTIONS: Readonly<Record<string, Action>> = {
  answer: post(
    (turn) => ofOrder(turn, 'answer'),
    () => answersMessage({ canExercise: { valueBoolean: false } }),
  ),
  eligibility: post(
    (turn) => ofOrder(turn, 'ask-eligibility'),
    () => parameters(),
  ),
  followUp: post(
    (turn) => ofOrder(turn, 'follow-up'),
    ({ tenant }) => parameters([{ name: 'note', valueString: `Call ${tenant}` }]),
  ),
  days: get(() => '/r4/$worklist?date=2026-06-15'),
  prepare,
  send: post(
    (turn) => ofOrder(turn, 'send-request'),
    () => parameters(),
  ),
  withdraw: post(
    (turn) => ofOrder(turn, 'withdraw-request'),
    () => parameters(),
  ),
  requests: after(
    prepare,
    get((turn) => ofOrder(turn, 'requests')),
  ),
  sheet: after(
    prepare,
    get((turn) => ofOrder(turn, 'request-sheet')),
  ),
  pasSubmit: submitted,
  pasInquire: post(() => '/r4/Claim/$inquire', request),
  attach: post(() => '/r4/$submit-attachment', paper),
  reviews: get(() => '/r4/$reviews', REVIEWER),
  assign: post(atClaim('assign', true), assigned, REVIEWER),
  appeal: post(atClaim('appeal', true), asked),
  peerToPeer: post(atClaim('peer-to-peer', true), asked),
  withdrawAppealOthers: post(atClaim('withdraw-appeal', false), asked),
  appealOthers: post(atClaim('appeal', false), asked),
  confirmOthers: post(atClaim('confirm', false), asked, REVIEWER),
  assignOthers: post(atClaim('assign', false), assigned, REVIEWER),
  case: after(submitted, get(atClaim('case', true), REVIEWER)),
  caseOfOthers: get(atClaim('case', false), REVIEWER),
  subscribe: subscribed,
  uploadPack: post(() => '/rules/packs', pack, AUTHOR),
  packs: get(() => '/rules/packs', AUTHOR),
};
