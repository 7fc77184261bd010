import { outboxRelay } from '../../functions/schedules/outbox-relay.ts';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { practiceScript } from '../../infra/local/sandbox/practice-script.ts';
import { seed } from '../../infra/local/seed.ts';
import type { Notice } from '../../shared/app/ports/review-subscriptions.ts';
import { openEndpointHarness } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { runAs } from '../support/own-partitions.ts';
import { pasInquiry, pasRequest } from '../support/pas-messages.ts';
import { actionsOf, errorsOf } from '../support/payer-desk.ts';

/** The payer to practise on, as a laptop has it: its tenant answers calls without a token. */
export const openPractice = async () => {
  const harness = await openEndpointHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: SANDBOX_PAYER_TENANT },
  }));
  await seed(harness.harness);
  /** Notices that were sent, in their order. */
  const sent: Notice[] = [];
  const notices = { send: async (notice: Notice) => (sent.push(notice) ? ('sent' as const) : ('refused' as const)) };
  const scheduled = { ...harness.harness, ports: { ...harness.ports, notices } };
  const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
  return {
    ...harness,
    post,
    sent,
    submit: (body: Part, base = '/r4') => post(`${base}/Claim/$submit`, body),
    inquire: (body: Part, base = '/r4') => post(`${base}/Claim/$inquire`, body),
    /** What the schedule does each minute, at this instant. */
    relayAt: (now: string) => {
      harness.time.now = now;
      return runAs('IntentRelay', () => outboxRelay(scheduled));
    },
  };
};
export type Practice = Awaited<ReturnType<typeof openPractice>>;

export const memberOf = (id: string): string => practiceScript().members.find((one) => one.id === id)?.member ?? '';

/** The patient of a message becomes a member of the script. */
export const asMember =
  (member: string, more: (claim: Part, bundle: Part) => void = () => undefined) =>
  (claim: Part, bundle: Part): void => {
    for (const { resource } of bundle.entry) {
      if (resource.resourceType === 'Patient') resource.identifier[0].value = member;
      if (resource.resourceType === 'Coverage') resource.subscriberId = member;
    }
    more(claim, bundle);
  };

export const requestOf = (id: string, trace: string, more: Parameters<typeof pasRequest>[0] = {}): Part =>
  pasRequest({ trace, ...more, change: asMember(memberOf(id), more.change) });
export const inquiryOf = (id: string): Part => pasInquiry(asMember(memberOf(id)));

/** One word of an answer: a review action, a 901 code, or the status of none. */
export const wordOf = ({ status, body }: { readonly status: number; readonly body: Part }): string => {
  if (status !== 200) return String(status);
  const [action] = Object.values(actionsOf(body));
  return String(action ?? errorsOf(body)[0]);
};

export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1_000).toISOString();
