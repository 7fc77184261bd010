import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callAws } from '../../../infra/cli/events/call-aws.ts';
import { LOCAL_TENANT, SANDBOX_PAYER_TENANT } from '../../../infra/local/environment.ts';
import { practiceScript } from '../../../infra/local/sandbox/practice-script.ts';
import { inDays } from '../days.ts';
import { chartOf } from '../ehr-harness.ts';
import { startEhrStub } from '../ehr-stub.ts';
import type { Part } from '../endpoint-messages.ts';
import { runWell } from '../run-command.ts';
import { startProcess } from '../service-process.ts';
import { x12Endpoint } from '../x12/x12-endpoint.ts';
import { type Kill, killPlan } from './kill-plan.ts';
import { DAY, loopMessages, ORDER } from './loop-messages.ts';
import { type SteeredService, steeredService } from './steered-service.ts';
import { openX12Payer, type WatchedPayer, watchFhirPayer } from './watched-payer.ts';

export type LoopForm = '2.2.1' | '2.0.1' | 'x12';

const SOURCE = 'demo-ehr';
/** The practice payer asks for an office note and a resting ECG, and its scripted reviewer decides once it has both. */
const MEMBER = practiceScript().members.find(({ id }) => id === 'pend-document')?.member ?? '';
const NUMBER = { fhir: /^TEST-/, x12: /^AUTH-77$/ };
const json = { 'content-type': 'application/fhir+json' };

/** How the loop ended, told so that one value says all that must hold. */
interface LoopEnd {
  /** How often each message reached the payer. */
  readonly messages: readonly number[];
  readonly requests: number;
  readonly numbers: number;
  readonly bookable: string;
  readonly visit: readonly string[];
  readonly claim: boolean;
  readonly written: boolean;
  /** Events of the request by type, each told under one id. */
  readonly told: Readonly<Record<string, number>>;
  readonly stoppedCleanly: boolean;
}

interface Payer extends WatchedPayer {
  readonly endpoint: Part;
}

const openPayer = async (form: LoopForm): Promise<Payer> => {
  if (form === 'x12') {
    const plain = (day: string) => day.replaceAll('-', '');
    const watched = await openX12Payer(`${plain(inDays(0))}-${plain(inDays(60))}`);
    const endpoint = { ...x12Endpoint(watched.url), name: 'payer', payer: 'emblemhealth' };
    return { ...watched, endpoint };
  }
  const process = await startProcess({ DATA_DIR: ':memory:', DEFAULT_TENANT: SANDBOX_PAYER_TENANT });
  const watched = await watchFhirPayer(process.url);
  const base = `${watched.url}${form === '2.0.1' ? '/stu2/r4' : '/r4'}`;
  return {
    ...watched,
    endpoint: { kind: 'fhir-pas', name: 'payer', payer: 'emblemhealth', base, version: form },
    close: () => {
      watched.close();
      void process.stop('SIGKILL');
    },
  };
};

const putSettings = async (dataDir: string, { endpoint, url }: Payer, ehr: { base: string; origin: string }) => {
  const file = join(dataDir, 'settings', 'tenant.json');
  await mkdir(join(dataDir, 'settings'));
  const tenant = {
    id: LOCAL_TENANT,
    timeZone: 'America/New_York',
    sources: [{ id: SOURCE, name: 'EHR', fhir: { base: ehr.base, writeBack: true } }],
    submission: { byItself: true, practice: { name: { organization: 'Heart Practice' }, npi: '2000000028' } },
    testMode: { practicePayers: [SANDBOX_PAYER_TENANT] },
    outbound: [new URL(url).origin, ehr.origin],
    payerEndpoints: [endpoint],
  };
  await writeFile(file, JSON.stringify(tenant));
  await runWell(['admin', 'tenants', 'put', file], { DATA_DIR: dataDir });
};

const asked = async (url: string, path: string, body?: unknown): Promise<Part> => {
  const sent = body === undefined ? {} : { method: 'POST', headers: json, body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, { ...sent, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
};
const ofOrder = (url: string, operation: string, body?: unknown) =>
  asked(url, `/r4/ServiceRequest/${ORDER}/$${operation}`, body);
const put = (url: string, type: string, detail: object) =>
  callAws(url, 'AWSEvents.PutEvents', {
    Entries: [{ Source: SOURCE, DetailType: type, Detail: JSON.stringify({ source: SOURCE, ...detail }) }],
  });

const requestsOf = async (url: string): Promise<readonly Part[]> =>
  (await ofOrder(url, 'requests')).parameter?.filter(({ name }: Part) => name === 'request') ?? [];
const valuesOf = (request: Part | undefined, name: string): readonly Part[] =>
  (request?.part ?? []).filter((part: Part) => part.name === name);
const stateOf = async (url: string) => valuesOf((await requestsOf(url))[0], 'state')[0]?.valueCode;

const told = async (dataDir: string): Promise<Readonly<Record<string, number>>> => {
  const lines = (await readFile(join(dataDir, 'events.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line.endsWith('}'));
  const types = new Map<string, string>();
  for (const line of lines) {
    const { 'detail-type': type, detail } = JSON.parse(line);
    if (/^Submission|^DocumentsAsked/.test(type)) types.set(detail.id, type);
  }
  const count: Record<string, number> = {};
  for (const type of types.values()) count[type] = (count[type] ?? 0) + 1;
  return count;
};

/** A decision found by asking after an update leaves out that it was pended in between. */
const once = ({ SubmissionPended = 0, ...types }: Readonly<Record<string, number>>) => ({
  ...types,
  SubmissionPended: SubmissionPended === 2 ? 1 : SubmissionPended,
});

/** Every step of the loop by the public endpoints, each repeated by its caller until it is answered. */
const walk = async (service: SteeredService, payer: Payer, ehr: { readonly written: readonly object[] }) => {
  const messages = loopMessages(MEMBER);
  const { until } = service;
  const advice = async (url: string) => JSON.stringify(await ofOrder(url, 'authorization-status'));
  await until('signed', async (url) => {
    await put(url, 'FHIR ServiceRequest', { bundle: messages.order });
    return (await advice(url)).includes('pa-pend-info');
  });
  await until('questions answered', async (url) => {
    await ofOrder(url, 'answer', messages.answers);
    return true;
  });
  await until('pended', async (url) => (await stateOf(url)) === 'pended');
  await until('documents given', async (url) => {
    await ofOrder(url, 'prepare-request', messages.documents);
    return true;
  });
  await until('documents sent', async () => payer.messages.size === 2);
  await until('decided', async (url) => {
    if ((await stateOf(url)) === 'decided') return true;
    service.later();
    return false;
  });
  await until('approved', async (url) => /"approved"/.test(await advice(url)));
  const isNumber = payer.endpoint.kind === 'x12-278' ? NUMBER.x12 : NUMBER.fhir;
  let number = '';
  await until('number', async (url) => {
    const [request] = await requestsOf(url);
    const [item] = valuesOf(request, 'item');
    number = valuesOf(item, 'number')[0]?.valueString ?? '';
    return isNumber.test(number);
  });
  await until('written back', async () => JSON.stringify(ehr.written).includes(number));
  let bookable = '';
  await until('slot asked', async (url) => {
    const { parameter } = await ofOrder(url, 'bookable', messages.slot);
    bookable = parameter.find(({ name }: Part) => name === 'answer').valueCode;
    return true;
  });
  const visit: string[] = [];
  for (const resource of messages.visits) {
    await until('visit told', async (url) => {
      await put(url, 'FHIR Appointment', { resource });
      return true;
    });
    const answer = resource.start?.startsWith(DAY) ? 'yes' : 'no';
    const on = resource.start?.slice(0, 10) ?? '';
    await until(`the visit of ${on} is ${answer}`, async (url) => {
      const list = JSON.stringify(await asked(url, `/r4/$worklist?date=${on}`));
      return list.includes(`"name":"answer","valueCode":"${answer}"`);
    });
    visit.push(answer);
  }
  let claim = false;
  await until('claim checked', async (url) => {
    claim = JSON.stringify(await asked(url, '/r4/Claim/$check', messages.claim(number))).includes('proceed-authorized');
    return true;
  });
  return { bookable, visit, claim, number };
};

/** The whole loop in one form, between a service that dies as planned, a payer and an EHR in processes of their own. */
export const playLoop = async (
  form: LoopForm,
  seed: number,
  kills: number,
): Promise<LoopEnd & { deaths: readonly Kill[] }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-loop-'));
  const payer = await openPayer(form);
  const ehr = await startEhrStub();
  const stops: { before?: () => boolean; after?: () => boolean } = {};
  ehr.charts.push(...chartOf(ORDER, loopMessages(MEMBER).order));
  ehr.stops.before = ({ method }) => void (method !== 'GET' && stops.before?.());
  ehr.stops.written = () => void stops.after?.();
  await putSettings(dataDir, payer, ehr);
  const service = steeredService({ DATA_DIR: dataDir }, killPlan(seed, kills), payer, stops);
  try {
    const { number, ...end } = await walk(service, payer, ehr);
    let requests = 0;
    let numbers: readonly string[] = [];
    await service.until('looked at', async (url) => {
      const all = await requestsOf(url);
      requests = all.length;
      const said = JSON.stringify(await ofOrder(url, 'authorization-status'));
      numbers = [...new Set(said.match(/(TEST-[A-Z0-9-]+|AUTH-\d+)/g) ?? [])];
      return all.every((one) => valuesOf(one, 'state')[0]?.valueCode === 'decided');
    });
    // What died left is told by the next life.
    await service.until('told', async () => {
      const now = await told(dataDir);
      if (now.SubmissionDecided !== 1) throw new Error(JSON.stringify(now));
      return true;
    });
    const stoppedCleanly = (await service.close('SIGTERM')) === 0;
    return {
      ...end,
      messages: [...payer.messages.values()].map((times, index) => (index > 0 ? Math.min(times, 1) : times)),
      requests,
      numbers: numbers.length,
      written: JSON.stringify(ehr.charts).includes(number),
      told: once(await told(dataDir)),
      stoppedCleanly,
      deaths: service.deaths,
    };
  } finally {
    await service.close('SIGKILL');
    payer.close();
    ehr.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};

/**
 * What must hold whatever died when. An update may come a second time as the same message, where the payer's answer to an inquiry does not tell
 * whether it has it.
 */
export const WHOLE: LoopEnd = {
  messages: [1, 1],
  requests: 1,
  numbers: 1,
  bookable: 'yes',
  visit: ['yes', 'no', 'yes'],
  claim: true,
  written: true,
  told: { SubmissionSent: 2, SubmissionPended: 1, DocumentsAsked: 1, SubmissionDecided: 1 },
  stoppedCleanly: true,
};
