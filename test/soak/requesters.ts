import { setTimeout as sleep } from 'node:timers/promises';
import { SANDBOX_PAYER_TENANT, SANDBOX_TENANT } from '../../infra/local/environment.ts';
import { practiceScript } from '../../infra/local/sandbox/practice-script.ts';
import { json, pick } from '../crash/kept.ts';
import type { Caller } from '../crash/traffic.ts';
import { inDays } from '../support/days.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { loopMessages } from '../support/loop/loop-messages.ts';
import { pasItem, pasRequest } from '../support/pas-messages.ts';
import { numbersOf } from '../support/payer-desk.ts';

const SOURCE = 'sandbox-ehr';
const memberOf = (id: string): string => practiceScript().members.find((one) => one.id === id)?.member ?? '';
/** Certified at once, and after ten seconds. */
const MEMBERS = ['approve', 'pend-approve'].map(memberOf);
/** One in so many calls: each request leads to several exchanges of the service with itself. */
const AMONG = 4;
/** A payer who is asked seldom has decided by then. */
const PATIENCE_MS = 150_000;

const call = async (url: string, tenant: string, path: string, body?: unknown): Promise<Part> => {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined && path.includes('$requests') ? 'GET' : 'POST',
    headers: { ...json, 'x-stresspass-tenant': tenant },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path.replace(/soak-[^/]+/, '{id}')} ${response.status} ${text.slice(0, 200)}`);
  return JSON.parse(text);
};

const asMember = (_claim: Part, bundle: Part): void => {
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'Claim') resource.created = inDays(0);
    if (resource.resourceType === 'Patient') resource.identifier[0].value = MEMBERS[0];
    if (resource.resourceType === 'Coverage') {
      resource.subscriberId = MEMBERS[0];
      delete resource.period;
    }
  }
};
const requestOf = (trace: string): Part =>
  pasRequest({ trace, items: [pasItem(1, '93351', { servicedDate: inDays(14) })], change: asMember });

/** A practice that sends requests to the payer of the sandbox, and systems that send theirs to it; with what must be there at the end. */
export const makeRequesters = () => {
  const sent = new Set<string>();
  const certified = new Map<string, string>();
  let requests = 0;
  let claims = 0;

  const prepareAndSend: Caller = async (url) => {
    if (pick(AMONG) !== 0) return;
    const id = `soak-request-${++requests}`;
    const { whole } = loopMessages(MEMBERS[pick(MEMBERS.length)] ?? '', inDays(14), inDays(300), id);
    await call(url, SANDBOX_TENANT, `/r4/ServiceRequest/$assess?source=${SOURCE}`, whole);
    const at = `/r4/ServiceRequest/${id}`;
    await call(url, SANDBOX_TENANT, `${at}/$prepare-request?source=${SOURCE}`);
    await call(url, SANDBOX_TENANT, `${at}/$send-request?source=${SOURCE}`);
    sent.add(id);
  };
  const submit: Caller = async (url) => {
    const trace = `soak-${++claims}`;
    const answered = await call(url, SANDBOX_PAYER_TENANT, '/r4/Claim/$submit', requestOf(trace));
    const [number] = numbersOf(answered);
    if (!number) throw new Error('A member who is certified at once was not.');
    certified.set(trace, number);
  };

  /** Sent and not decided, decided twice, or another number for the same request. */
  const missing = async (url: string): Promise<readonly string[]> => {
    const lost: string[] = [];
    const until = Date.now() + PATIENCE_MS;
    for (const id of sent) {
      const look = async () => {
        const { parameter = [] } = await call(
          url,
          SANDBOX_TENANT,
          `/r4/ServiceRequest/${id}/$requests?source=${SOURCE}`,
        );
        const found: readonly Part[] = parameter.filter(({ name }: Part) => name === 'request');
        const states = found.map(({ part }) => part.find(({ name }: Part) => name === 'state').valueCode);
        return states.join();
      };
      let state = await look();
      while (state !== 'decided' && Date.now() < until) {
        await sleep(1_000);
        state = await look();
      }
      if (state !== 'decided') lost.push(`${id}: sent, and is ${state}`);
    }
    for (const [trace, number] of certified) {
      const [again] = numbersOf(await call(url, SANDBOX_PAYER_TENANT, '/r4/Claim/$submit', requestOf(trace)));
      if (again !== number) lost.push(`${trace}: certified as ${number}, and sent again as ${again}`);
    }
    return lost;
  };

  return { callers: [prepareAndSend, submit], missing, counts: () => ({ sent: sent.size, certified: certified.size }) };
};
