import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const PAYERS = loadRules().payers.map(({ id }) => id);
type Part = { readonly name: string; readonly part?: Part[]; readonly [value: string]: unknown };
type Body = { readonly parameter: readonly Part[] };

const named = (parts: readonly Part[] | undefined, name: string) => (parts ?? []).filter((one) => one.name === name);
const entryOf = ({ parameter }: Body, payer: string, group: string) =>
  named(parameter, 'entry').find(
    ({ part }) =>
      (named(part, 'payer')[0]?.valueCoding as { code: string } | undefined)?.code === payer &&
      named(part, 'group')[0]?.valueCode === group,
  )?.part;
const wordOf = (body: Body, payer: string, group: string) => named(entryOf(body, payer, group), 'word')[0]?.valueCode;

describe.each(WAYS)('GET /r4/$coverage-map, %s', (way) => {
  const get = (query = '') => harness.ways[way]({ method: 'GET', path: `/r4/$coverage-map${query}` });

  test('says for every payer and group on a day whether a rule answers, and how well founded', async () => {
    const { status, body } = await get('?date=2026-05-12');
    expect(status).toBe(200);
    expect(named(body.parameter, 'date')).toEqual([{ name: 'date', valueDate: '2026-05-12' }]);
    expect(named(body.parameter, 'entry')).toHaveLength(PAYERS.length * 6);
    expect(entryOf(body, 'uhc-commercial', 'stress-echo')).toMatchObject([
      { name: 'payer', valueCoding: { display: 'UnitedHealthcare commercial' } },
      { name: 'group', valueCode: 'stress-echo' },
      { name: 'word', valueCode: 'rule' },
      { name: 'answer', valueCode: 'required' },
      { name: 'level', valueCode: 'verified' },
      {
        name: 'ruleset',
        valueCanonical: 'https://stresspass.example/fhir/Library/uhc-commercial-2026-01-01|1.1.0',
      },
      { name: 'effectiveFrom', valueDate: '2026-01-01' },
      { name: 'retrieved' },
      { name: 'exception' },
      { name: 'exception' },
    ]);
    // What the payer took off its list without a list held here is asked, and why is said.
    expect(entryOf(body, 'uhc-commercial', 'mpi')).toMatchObject([
      { name: 'payer' },
      { name: 'group', valueCode: 'mpi' },
      { name: 'word', valueCode: 'asks' },
      { name: 'answer', valueCode: 'ask-plan' },
      { name: 'level', valueCode: 'illustrative' },
      { name: 'why', valueString: expect.stringMatching(/\S/) },
      { name: 'ruleset' },
      { name: 'effectiveFrom', valueDate: '2026-01-01' },
      { name: 'retrieved' },
      { name: 'exception' },
      { name: 'exception' },
    ]);
    const october = (await get('?date=2026-10-01')).body;
    expect(['stress-echo', 'mpi', 'pet', 'cmr'].map((group) => wordOf(october, 'uhc-commercial', group))).toEqual(
      Array(4).fill('asks'),
    );
    expect(wordOf(body, 'medicaid', 'mpi')).toBe('asks');
    const notes = named(body.parameter, 'note').map(({ part }) => named(part, 'exception')[0]?.valueString);
    expect(notes).toContain('north-carolina-adults');
  });

  test('a date before any rule is none, one far off an old rule, none given today', async () => {
    expect(wordOf((await get('?date=2020-01-01')).body, 'highmark', 'mpi')).toBe('none');
    expect(wordOf((await get('?date=2029-01-01')).body, 'highmark', 'mpi')).toBe('old-rule');
    expect(named((await get()).body.parameter, 'date')[0]?.valueDate).toBe('2026-06-01');
  });

  test('keeps to the payers asked for', async () => {
    const { body } = await get('?payer=highmark&payer=medicaid');
    expect(named(body.parameter, 'entry')).toHaveLength(12);
    expect(wordOf(body, 'uhc-commercial', 'mpi')).toBeUndefined();
  });

  test('tells the criteria of the one policy asked about, each with its source and level, in their order', async () => {
    const { status, body } = await get('?date=2026-05-12&payer=emblemhealth&group=stress-echo');
    expect(status).toBe(200);
    expect(named(body.parameter, 'entry')).toHaveLength(1);
    const criteria = named(body.parameter, 'criterion').map(({ part }) =>
      Object.fromEntries((part ?? []).map((one) => [one.name, one.valueCode ?? one.valueString])),
    );
    const bundle = loadRules().select('emblemhealth', '2026-05-12');
    if (!bundle) throw new Error('no rules');
    const programs = bundle.ruleset.policies['stress-echo'].necessity.use.flatMap(
      ({ program }) => bundle.programs[program] ?? [],
    );
    const held = programs.flatMap(({ criteria: all, scoreTable }) => [
      ...Object.keys(all),
      ...(scoreTable?.rows ?? []).map(({ id }) => id),
    ]);
    expect(criteria.map(({ id }) => id).sort()).toEqual([...held].sort());
    expect(criteria.find(({ id }) => id === 'EV9')).toEqual({
      id: 'EV9',
      effect: 'hold',
      says: 'Unstable angina is coded; stress testing waits until someone confirms that the patient is stable.',
      cite: 'Our safety rule',
      level: 'illustrative',
    });
    const effects = criteria.map(({ effect }) => String(effect));
    const order = ['against', 'hold', 'supports', 'review', 'scored'];
    expect(effects).toEqual([...effects].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(named(body.parameter, 'otherwise')).toHaveLength(1);
    expect(named((await get('?date=2026-05-12&payer=emblemhealth')).body.parameter, 'criterion')).toEqual([]);
    expect(named((await get('?date=2020-01-01&payer=emblemhealth&group=mpi')).body.parameter, 'criterion')).toEqual([]);
  });

  test.each([
    ['?payer=highmark&group=xray', 'http.group'],
    ['?group=mpi', 'http.group'],
    ['?payer=highmark&payer=medicaid&group=mpi', 'http.group'],
    ['?date=2026-13-01', 'http.date'],
    ['?date=2026', 'http.date'],
    ['?date=2026-02-30', 'http.date'],
    ['?payer=nobody', 'http.payer'],
    ['?plan=gold', 'http.plan'],
    ['?date=2026-01-01&date=2026-01-02', 'http.date'],
  ])('%s is refused by name', async (query, expression) => {
    const { status, body } = await get(query);
    expect([status, body.issue[0].expression]).toEqual([400, [expression]]);
  });
});
