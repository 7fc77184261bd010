import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadDataType, OperationOutcomeError, validateTypedValue } from '@medplum/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asking,
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openHookHarness,
  prefetchOf,
  signCall,
  statementsOn,
} from '../cds-hooks/hook-harness.ts';
import { cpt, type Part } from '../support/endpoint-messages.ts';
import { validateR4 } from '../support/validators.ts';

const FOLDER = new URL('../../../shared/data/davinci-crd-2.0.1/profiles/', import.meta.url);
const isThere = existsSync(FOLDER);
if (!isThere) console.warn('Skipped: the profiles of Da Vinci CRD 2.0.1 are not beside this checkout.');

type StructureDefinition = Parameters<typeof loadDataType>[0];
const profiles = new Map<string, StructureDefinition>();
const CRD = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition';

/** Where the validator, not the statement, is wrong; the invariants themselves are checked by coverage-information.test. */
const LIMITS: readonly RegExp[] = [
  /slice '(code|value)'/, // parts of the optional `detail`, asked for of the statement itself
  /Error evaluating invariant/, // `and` over collections
  /crd-ci-q2/, // its expression starts from an empty collection when nothing is covered
];

/** Errors of a resource against one profile. */
const errorsOf = (resource: Part, profile: string): readonly string[] => {
  const definition = profiles.get(`${CRD}/${profile}`);
  if (!definition) throw new Error(`No profile ${profile}.`);
  try {
    const issues = validateTypedValue(
      { type: resource.resourceType ?? 'Extension', value: JSON.parse(JSON.stringify(resource)) },
      { profile: definition },
    );
    return issues.filter(({ severity }) => severity === 'error').map((one: unknown) => JSON.stringify(one));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return error.outcome.issue.map(
      (issue: { expression?: string[]; details?: { text?: string } }) =>
        `${issue.expression?.join()} ${issue.details?.text ?? ''}`,
    );
  }
};

describe.skipIf(!isThere)('what comes back holds against the profiles of CRD 2.0.1', () => {
  let harness: HookHarness;
  beforeAll(async () => {
    harness = await openHookHarness();
    validateR4({ resourceType: 'Patient' });
    for (const name of readdirSync(FOLDER).filter((one) => one.endsWith('.json'))) {
      const definition: StructureDefinition = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
      if (definition.resourceType !== 'StructureDefinition') continue;
      loadDataType(definition);
      profiles.set(definition.url, definition);
    }
  });
  afterAll(() => harness.close());

  const orders: readonly (readonly [string, (order: Part) => void])[] = [
    ['authorization needed', () => undefined],
    [
      'not needed',
      (order) => {
        order.code = cpt('93015');
      },
    ],
    [
      'no date',
      (order) => {
        delete order.occurrenceDateTime;
      },
    ],
    [
      'coverage over on that day',
      (order) => {
        order.occurrenceDateTime = '2027-03-01';
      },
    ],
  ];

  const seriousOf = (statement: Part) =>
    errorsOf(statement, 'ext-coverage-information').filter((one) => !LIMITS.some((limit) => limit.test(one)));

  test.each(orders)('a signed order: %s', async (_, change) => {
    const [action] = (await harness.call(signCall(asking('2.0'), draft(change)))).body.systemActions;
    expect(errorsOf(action.resource, 'profile-servicerequest')).toEqual([]);
    expect(statementsOn(action.resource)).toHaveLength(1);
    for (const one of statementsOn(action.resource)) expect(seriousOf(one)).toEqual([]);
    expect(validateR4(action.resource)).toEqual([]);
  });

  test('a proposed order', async () => {
    const sample = new URL('../../docs/samples/cds-hooks/order-sign-other-test-proposed.json', import.meta.url);
    const { body } = await harness.call(JSON.parse(readFileSync(sample, 'utf8')));
    const proposed = body.cards.flatMap(({ suggestions = [] }: Part) => suggestions[0]?.actions[0].resource ?? []);
    expect(proposed).toHaveLength(1);
    for (const one of proposed) expect(errorsOf(one, 'profile-servicerequest')).toEqual([]);
  });

  test('a signed order is held against the profile: without requester it fails', async () => {
    expect(
      errorsOf(
        draft((order) => {
          delete order.requester;
        }),
        'profile-servicerequest',
      ),
    ).not.toEqual([]);
  });

  test('its statement is held against the extension: without `covered` it fails', async () => {
    const [{ resource }] = (await harness.call(signCall(asking('2.0')))).body.systemActions;
    const [statement] = statementsOn(resource);
    const spoilt = { ...statement, extension: statement.extension.filter(({ url }: Part) => url !== 'covered') };
    expect(seriousOf(spoilt)).not.toEqual([]);
  });

  test('a booked visit is R4 (its profile is not among the files)', async () => {
    const visit = {
      resourceType: 'Appointment',
      id: 'a1',
      status: 'proposed',
      serviceType: [cpt('93351')],
      start: '2026-06-20T09:00:00-04:00',
      end: '2026-06-20T10:00:00-04:00',
      requestedPeriod: [{ start: '2026-06-20T09:00:00-04:00', end: '2026-06-20T10:00:00-04:00' }],
      participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
    };
    const call = hookCall(
      'appointment-book',
      { appointments: drafts(visit) },
      { ...asking('2.0'), prefetch: prefetchOf() },
    );
    const [action] = (await harness.call(call, 'appointment-book-crd')).body.systemActions;
    expect(statementsOn(action.resource)).toHaveLength(1);
    expect(validateR4(action.resource)).toEqual([]);
  });
});
