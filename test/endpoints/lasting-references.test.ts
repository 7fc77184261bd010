import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { claimMessage, eligibilityMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

const EXAMPLES = new URL('../../../shared/examples/', import.meta.url);
const WITHOUT = existsSync(EXAMPLES) ? '' : ' (skipped: ../shared/examples is not there)';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = (path: string, body: Part) => harness.ways.direct({ method: 'POST', path, body });
const get = async (path: string) => (await harness.ways.direct({ method: 'GET', path })).body;
const fresh = (value: Part): Part => structuredClone(value);

/** `urn:` and `#x` anywhere as a reference, unless the resource itself contains what `#x` points to. */
const unresolvable = (value: unknown, contained: ReadonlySet<string> = new Set()): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => unresolvable(one, contained));
  if (typeof value !== 'object' || value === null) return [];
  const { contained: own } = value as Part;
  const inner = own ? new Set((own as readonly Part[]).map(({ id }) => `#${id}`)) : contained;
  const here = (value as Part).reference;
  const isBad = typeof here === 'string' && /^(#|urn:)/.test(here) && !inner.has(here);
  return [...(isBad ? [here] : []), ...Object.values(value).flatMap((one) => unresolvable(one, inner))];
};

const namesIn = ({ entry }: Part) =>
  new Map<string, string>(
    entry.flatMap(({ fullUrl, resource }: Part, index: number) => {
      const urn = `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      return [[`${resource.resourceType}/${resource.id}`, urn], ...(fullUrl ? [[fullUrl, urn]] : [])];
    }),
  );

const relinked = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => relinked(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'reference' && typeof one === 'string' ? (names.get(one) ?? one) : relinked(one, names),
    ]),
  );
};

/** The Bundle linked by `urn:uuid:`; with the ids of its resources, or without. */
const byUrn = (message: Part, ids: boolean): Part => {
  const names = namesIn(message);
  const entry = message.entry.map(({ fullUrl, resource }: Part) => {
    const name = names.get(`${resource.resourceType}/${resource.id}`) ?? names.get(fullUrl);
    const { id, ...rest } = relinked(resource, names) as Part;
    return { fullUrl: name, resource: ids && id ? { ...rest, id } : rest };
  });
  return { ...message, entry };
};

/** Patient, coverage and payer contained in the resource the message is about. */
const byContained = (message: Part): Part => {
  const [{ resource: about }, ...others] = message.entry;
  const inner = others.map(({ resource }: Part, index: number) => ({ ...resource, id: `in${index}` }));
  const names = new Map<string, string>(
    others.flatMap(({ fullUrl, resource }: Part, index: number) => [
      [`${resource.resourceType}/${resource.id}`, `#in${index}`],
      ...(fullUrl ? [[fullUrl, `#in${index}`]] : []),
    ]),
  );
  return relinked({ ...about, contained: inner }, names) as Part;
};

interface Sample {
  readonly name: string;
  readonly path: string;
  readonly message: Part;
}
const OWN: readonly Sample[] = [
  { name: 'an order', path: '/r4/ServiceRequest/$assess', message: orderMessage('lasting') },
  { name: 'a request', path: '/r4/CoverageEligibilityRequest/$submit', message: eligibilityMessage() },
  { name: 'a claim', path: '/r4/Claim/$check', message: claimMessage() },
];
const SHARED: readonly Sample[] = WITHOUT
  ? []
  : readdirSync(EXAMPLES).map((name) => {
      const { door, body } = JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8'));
      return { name, path: door.replace(/^\w+ /, ''), message: body };
    });

const FORMS: readonly (readonly [string, (message: Part) => Part])[] = [
  ['as it is', fresh],
  ['linked by urn, with ids', (message) => byUrn(fresh(message), true)],
  ['linked by urn, without ids', (message) => byUrn(fresh(message), false)],
  ['with everything contained', (message) => byContained(fresh(message))],
];
const isBundle = ({ message }: Sample): boolean => message.resourceType === 'Bundle' && message.entry?.length > 1;

describe(`what is answered and kept can be resolved when the message is gone${WITHOUT}`, () => {
  test.each([...OWN, ...SHARED].filter(isBundle))('$name', async ({ path, message }) => {
    let answered = 0;
    for (const [form, made] of FORMS) {
      const { status, body } = await post(path, made(message));
      answered += status === 200 ? 1 : 0;
      expect([form, unresolvable(body)]).toEqual([form, []]);
      if (body.resourceType !== 'CoverageEligibilityResponse' || status !== 200) continue;
      expect([form, unresolvable(await get(`/r4/CoverageEligibilityResponse/${body.id}`))]).toEqual([form, []]);
    }
    expect(answered).toBeGreaterThanOrEqual(3);
  });

  test('no Task and no entry of the audit trail holds one either', async () => {
    expect(unresolvable(await get('/r4/Task?_count=100'))).toEqual([]);
    const { entry = [] } = await get('/r4/AuditEvent?_count=100&agent=open');
    expect(entry.length).toBeGreaterThan(0);
    expect(unresolvable(entry)).toEqual([]);
  });

  test('the check finds them', () => {
    expect(
      unresolvable({ for: { reference: 'urn:uuid:1' }, contained: [{ id: 'a' }], x: [{ reference: '#b' }] }),
    ).toEqual(['urn:uuid:1', '#b']);
    expect(unresolvable({ contained: [{ id: 'a', y: { reference: '#a' } }], x: { reference: '#a' } })).toEqual([]);
  });
});

describe('the patient of such a message is found', () => {
  const MRN = { system: 'https://hospital.example/mrn', value: 'MRN-77' };
  const sent = (id: string, form: (message: Part) => Part, identifier: readonly Part[]) => {
    const message = orderMessage(id, undefined, `patient-${id}`);
    for (const { resource } of message.entry)
      if (resource.resourceType === 'Patient' && identifier.length) resource.identifier = identifier;
    return post('/r4/ServiceRequest/$assess', form(message));
  };
  const orders = async (query: string) => {
    const found = (await get(`/r4/Task?${query}`)).entry ?? [];
    return found.map(({ resource }: Part) => resource.focus.reference);
  };
  const responses = async (query: string) =>
    ((await get(`/r4/CoverageEligibilityResponse?${query}`)).entry ?? []).length;
  const token = (value: string) => `patient:identifier=${encodeURIComponent(`${MRN.system}|${value}`)}`;

  test('by its id where the message gave one', async () => {
    expect((await sent('urn-id', (message) => byUrn(message, true), [])).status).toBe(200);
    for (const value of ['patient-urn-id', 'Patient/patient-urn-id'])
      expect([await orders(`patient=${value}`), await responses(`patient=${value}`)]).toEqual([
        ['ServiceRequest/urn-id'],
        1,
      ]);
  });

  test.each([
    ['with an id', 'mrn-id', (message: Part) => byUrn(message, true)],
    ['without ids', 'mrn-none', (message: Part) => byUrn(message, false)],
    ['contained', 'mrn-in', byContained],
  ])('by an identifier: %s', async (_, id, form) => {
    const value = `MRN-${id}`;
    const { status, body } = await sent(id, form, [{ ...MRN, value }]);
    expect(status).toBe(200);
    const [task] = (await get(`/r4/Task?${token(value)}`)).entry;
    expect(JSON.stringify(task.resource.for)).toContain(id === 'mrn-id' ? 'Patient/patient-mrn-id' : value);
    expect(await orders(`patient:identifier=${value}`)).toHaveLength(1);
    expect(await orders(`patient:identifier=${encodeURIComponent('https://other.example|')}${value}`)).toEqual([]);
    expect(await responses(token(value))).toBe(1);
    expect(body.patient.reference ?? body.patient.identifier.value).toContain(
      id === 'mrn-id' ? 'patient-mrn-id' : value,
    );
  });
});
