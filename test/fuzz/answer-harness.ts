import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { makeWebhookSender } from '../../shared/adapters/outbound/webhook-sender.ts';
import { makePasChannel } from '../../shared/adapters/payers/pas-channel.ts';
import { makePayerChannels } from '../../shared/adapters/payers/payer-channels.ts';
import { makeX12Channel } from '../../shared/adapters/payers/x12-channel.ts';
import type { Ports, Tenant } from '../../shared/app/ports/ports.ts';
import { workOff } from '../../shared/app/submissions/work-off.ts';
import { patientShare } from '../../shared/core/explain/patient-share.ts';
import { isMachine, type Submission, type SubmissionStanding } from '../../shared/core/submission/submission.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { parseJson } from '../../shared/fhir/structure/parse-json.ts';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { confirmationOf } from '../../shared/x12/map/eligibility/confirmation-of.ts';
import { costSharing } from '../../shared/x12/map/eligibility/cost-sharing-of.ts';
import { readEligibility } from '../../shared/x12/map/eligibility/read-eligibility.ts';
import { controlNumber } from '../../shared/x12/syntax/control-number.ts';
import { ASKED } from '../support/x12/eligibility.ts';
import { PLACES } from './answer-seeds.ts';
import type { GivenAnswer } from './make-answer.ts';

const HOUR_MS = 3_600_000;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** A head, its words and its exchanges: far below what an item may hold. */
const MOST_CHARACTERS = 100_000;
/** What a service may cost, in dollars. */
const ALLOWED = 1_000;

/** The systems we call, as one server that answers what it is told to. No server of ours rests: each call comes an hour later. */
export const openFarSide = async () => {
  const next = { status: 200, body: '' };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const headers = {
        'content-type': 'application/fhir+json',
        'retry-after': next.body.replace(/[^\x20-\x7e]/g, '?'),
      };
      response.writeHead(next.status, headers).end(next.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let now = Date.parse('2026-06-01T15:00:00Z');
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const breaker = makeBreaker(() => {
    now += HOUR_MS;
    return now;
  });
  const secrets = { read: async () => SECRET };
  const endpoints: Tenant['payerEndpoints'] = [
    { kind: 'fhir-pas', name: 'pas', payer: 'emblemhealth', base: `${origin}/r4`, notices: 'payer-notices' },
    {
      kind: 'x12-278',
      name: 'house',
      payer: 'nobody',
      url: `${origin}/core`,
      envelope: 'vC2.2.0',
      sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
      receiver: { qualifier: '30', id: 'HOUSE' },
      submitterId: 'SUB1',
      usage: 'T',
    },
  ];
  return {
    next,
    settings: { testMode: {}, submission: {}, outbound: [origin], payerEndpoints: endpoints } satisfies Partial<Tenant>,
    channels: ({ settings, documents }: Pick<Ports, 'settings' | 'documents'>) => {
      const ownSecrets = makeSecrets(Date.now);
      const sendWith = makeSendWith(ownSecrets, Date.now);
      const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now: Date.now });
      const servers = makeFhirServers({ outbound, breaker, tokens, sendWith });
      return makePayerChannels({
        'fhir-pas': makePasChannel({ servers, settings, documents, canonicals: canonicalsOf() }),
        'x12-278': makeX12Channel({ outbound, breaker, secrets, settings, now: Date.now }),
      });
    },
    tellHook: () => {
      const webhook = { id: 'hook', url: `${origin}/hook`, secret: 'file:/secret' as const };
      const sender = makeWebhookSender({ outbound, breaker, secrets, now: Date.now });
      return sender.send({ webhook, id: 'event-1', body: '{}', origins: [origin] });
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};
type FarSide = Awaited<ReturnType<typeof openFarSide>>;

const CHANNELS = {
  pas: { kind: 'fhir-pas', version: '2.2.1', endpoint: 'pas', says: '', why: '' },
  x12: { kind: 'x12-278', version: '005010X217', endpoint: 'house', says: '', why: '' },
} as const satisfies Readonly<Record<string, Submission['channel']>>;

/** What a payer is said to have certified must stand in what it sent. */
const isInvented = ({ standing }: Submission, body: string): boolean =>
  standing.state === 'decided' &&
  standing.outcome.is === 'answered' &&
  standing.outcome.items.some(
    ({ action, number }) =>
      (action === 'certified' && !body.includes('A1')) ||
      (number !== undefined && !body.replace(/\\u[0-9a-f]{4}|\s/gi, '').includes(number.replace(/\s/g, ''))),
  );

/** Requests to payers on file, and what the answers of others make of them. */
export const openAnswers = async (asked: Submission, tenant: Tenant, ports: Ports, far: FarSide) => {
  const { source, orderId, id } = asked;
  const message = { what: 'submit', messageId: `${id}-1`, at: asked.createdAt, content: asked.content } as const;
  const here = new Map<string, string>([
    [PLACES.trace, asked.trace.value],
    [PLACES.message, message.messageId],
    [PLACES.control, String(Number(controlNumber(message.messageId)))],
    [PLACES.member, 'MEMBER-4711'],
  ]);
  /** Placeholders stand for what is on file. */
  const placed = (text: string): string =>
    [...here].reduce((all, [placeholder, value]) => all.replaceAll(placeholder, value), text);
  const reset = async (standing: SubmissionStanding, channel: Submission['channel']): Promise<Submission> => {
    const version = ((await ports.submissions.get(tenant.id, { source, orderId }, id))?.version ?? 0) + 1;
    const clean = { exchanges: [], findings: [], untold: [], toRecord: [], history: [] };
    const next: Submission = { ...asked, ...clean, channel, version, standing };
    if ((await ports.submissions.commit(next)) !== 'written') throw new Error('A race.');
    return next;
  };
  const since = asked.createdAt;
  const pend = () =>
    reset(
      {
        state: 'pended',
        message,
        since,
        needs: [],
        items: [{ sequence: 1, action: 'pended', reasons: [], needs: [] }],
      },
      CHANNELS.pas,
    );

  const tellPayer = async (door: GivenAnswer['door'], body: string) => {
    const tried = door.includes('inquiry') ? { tried: since } : {};
    const channel = door.startsWith('pas') ? CHANNELS.pas : CHANNELS.x12;
    const before = await reset({ state: 'sent', message, ...tried }, channel);
    await workOff(before, tenant, ports, true);
    const now = await ports.submissions.get(tenant.id, { source, orderId }, id);
    if (!now || !isMachine(now.channel)) return { outcome: 'lost', wrong: ['the request is gone'] };
    const wrong = [
      JSON.stringify(now).length > MOST_CHARACTERS ? 'the request grew without bound' : '',
      isInvented(now, body) ? 'an authorization that stands nowhere' : '',
    ].filter(Boolean);
    return { outcome: now.standing.state, wrong };
  };

  const take = async ({ door, status, body }: GivenAnswer): Promise<{ outcome: string; wrong: readonly string[] }> => {
    const text = placed(body);
    Object.assign(far.next, { status, body: text });
    if (door === 'settings') {
      const read = parseJson(text);
      return { outcome: read.ok && readTenant(read.value).ok ? 'taken' : 'refused', wrong: [] };
    }
    if (door === 'webhook-answer') {
      const told = await far.tellHook();
      return { outcome: typeof told === 'string' ? told : told.failed, wrong: [] };
    }
    if (door !== 'x12-eligibility') return tellPayer(door, text);
    const read = readEligibility(text, ASKED);
    if (read.is !== 'answered') return { outcome: read.is, wrong: [] };
    const { eligibility } = read;
    const confirmed = JSON.stringify(confirmationOf(eligibility, ASKED.on, ['78452']));
    const {
      usd = 0,
      deductibleUsd = 0,
      coinsuranceUsd = 0,
      copayUsd = 0,
    } = patientShare(costSharing(eligibility, ['78452']), ALLOWED) ?? {};
    const isOdd = [usd, deductibleUsd, coinsuranceUsd, copayUsd].some((one) => !(one >= 0 && one <= ALLOWED));
    const wrong = [
      isOdd ? `a share of ${usd}` : '',
      /null|-\d+(\.\d+)?[,}]/.test(confirmed) ? `confirmed with an amount that is none: ${confirmed}` : '',
      confirmed.length > MOST_CHARACTERS ? 'a confirmation without bound' : '',
    ];
    return { outcome: eligibility.inForce ? 'in force' : 'not in force', wrong: wrong.filter(Boolean) };
  };
  return { take, pend, placed };
};
