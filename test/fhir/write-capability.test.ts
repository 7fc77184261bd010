import { expect, it } from 'vitest';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { definitionsOf } from '../../shared/fhir/definitions/definitions-of.ts';
import { writeSearchset } from '../../shared/fhir/write/write-bundle.ts';
import { writeCapability } from '../../shared/fhir/write/write-capability.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { validateR4 } from '../support/validators.ts';

const canonicals = canonicalsOf('https://clinic.example/definitions');
const PAS = 'http://hl7.org/fhir/us/davinci-pas/OperationDefinition/';
/** Those of one FHIR base. */
const R4_ROUTES = ROUTES.filter(({ path }) => !path.startsWith('/stu2/'));
const server = { version: '0.1.0', url: 'https://clinic.example/r4', date: '2026-11-24' };
const statement = writeCapability(R4_ROUTES, canonicals, server);
const resource = (type: string) => statement.rest?.[0]?.resource?.find((one) => one.type === type);

it('is a valid statement of this instance', () => {
  expect(validateR4(statement)).toEqual([]);
  expect(statement).toMatchObject({ kind: 'instance', fhirVersion: '4.0.1', implementation: { url: server.url } });
});

it('lists everything the routes declare: resources, interactions, searches and operations', () => {
  const said = R4_ROUTES.flatMap(({ capability }) => (capability ? [capability] : []));
  expect(new Set(statement.rest?.[0]?.resource?.map(({ type }) => type))).toEqual(
    new Set(said.flatMap((one) => one.resource ?? [])),
  );
  expect(resource('Task')?.interaction).toEqual([{ code: 'search-type' }, { code: 'read' }]);
  expect(resource('Task')?.searchParam).toContainEqual(expect.objectContaining({ name: 'focus', type: 'reference' }));
  expect(resource('Claim')?.operation).toEqual([
    { name: 'check', definition: 'https://clinic.example/definitions/OperationDefinition/claim-check' },
    { name: 'submit', definition: `${PAS}Claim-submit` },
    { name: 'inquire', definition: `${PAS}Claim-inquiry` },
    { name: 'review', definition: 'https://clinic.example/definitions/OperationDefinition/review' },
    { name: 'assign', definition: 'https://clinic.example/definitions/OperationDefinition/assign' },
    { name: 'confirm', definition: 'https://clinic.example/definitions/OperationDefinition/confirm' },
    { name: 'appeal', definition: 'https://clinic.example/definitions/OperationDefinition/appeal' },
    { name: 'withdraw-appeal', definition: 'https://clinic.example/definitions/OperationDefinition/withdraw-appeal' },
    { name: 'peer-to-peer', definition: 'https://clinic.example/definitions/OperationDefinition/peer-to-peer' },
    { name: 'case', definition: 'https://clinic.example/definitions/OperationDefinition/case' },
  ]);
  expect(statement.rest?.[0]?.operation).toEqual([
    { name: 'exchanges', definition: 'https://clinic.example/definitions/OperationDefinition/exchanges' },
    { name: 'worklist', definition: 'https://clinic.example/definitions/OperationDefinition/worklist' },
    { name: 'coverage-map', definition: 'https://clinic.example/definitions/OperationDefinition/coverage-map' },
    { name: 'channel-map', definition: 'https://clinic.example/definitions/OperationDefinition/channel-map' },
    { name: 'reviews', definition: 'https://clinic.example/definitions/OperationDefinition/reviews' },
    { name: 'pas-metric-data', definition: 'https://clinic.example/definitions/OperationDefinition/pas-metric-data' },
    {
      name: 'pas-metric-report',
      definition: 'https://clinic.example/definitions/OperationDefinition/pas-metric-report',
    },
    {
      name: 'submit-attachment',
      definition: 'http://hl7.org/fhir/us/davinci-cdex/OperationDefinition/submit-attachment',
    },
  ]);
});

it('refers only to operation definitions that exist: under the same base, or of a guide', () => {
  const urls = new Set([...definitionsOf(canonicals).values()].flatMap((one) => ('url' in one ? [one.url] : [])));
  const [rest] = statement.rest ?? [];
  const referred = [rest, ...(rest?.resource ?? [])].flatMap(
    (one) => one?.operation?.map(({ definition }) => definition) ?? [],
  );
  expect(referred.length).toBe(R4_ROUTES.filter(({ capability }) => capability && 'operation' in capability).length);
  const own = referred.filter((definition) => !definition.startsWith('http://hl7.org/fhir/'));
  expect(own.filter((definition) => !urls.has(definition))).toEqual([]);
});

it('names the token endpoint only where there is one', () => {
  expect(statement.rest?.[0]?.security).toEqual({ cors: true });
  const locked = writeCapability(R4_ROUTES, canonicals, { ...server, tokenUrl: 'https://clinic.example/token' });
  expect(validateR4(locked)).toEqual([]);
  expect(locked.rest?.[0]?.security?.extension?.[0]?.extension).toEqual([
    { url: 'token', valueUri: 'https://clinic.example/token' },
  ]);
});

it('throws for a search parameter it cannot describe', () => {
  const route = { capability: { resource: 'Task', interaction: 'search-type', params: ['shoe-size'] } } as const;
  expect(() => writeCapability([route], canonicals, server)).toThrow(/shoe-size/);
});

it('writes a page of search results with its links', () => {
  const self = `${server.url}/Task?patient=p1`;
  const task = { resourceType: 'Task', id: 't1', status: 'ready', intent: 'order' } as const;
  const page = writeSearchset([task], { self, next: `${self}&cursor=2`, total: 7 });
  expect(validateR4(page)).toEqual([]);
  expect(page.entry?.[0]).toMatchObject({ fullUrl: `${server.url}/Task/t1`, search: { mode: 'match' } });
  expect(page.link?.map(({ relation }) => relation)).toEqual(['self', 'next']);
});

it('writes an empty page without entries', () => {
  const empty = writeSearchset([], { self: `${server.url}/Task/_search` });
  expect(validateR4(empty)).toEqual([]);
  expect(empty).not.toHaveProperty('entry');
});
