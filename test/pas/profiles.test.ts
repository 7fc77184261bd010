import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadDataType, OperationOutcomeError, validateTypedValue } from '@medplum/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { PAS, pasInquiry, pasItem, pasRequest, put, reviewMessage } from '../support/pas-messages.ts';
import { openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';
import { validateR4 } from '../support/validators.ts';

const packageOf = (name: string) => new URL(`../../../shared/data/packages/${name}.tgz`, import.meta.url);
const RELEASES = [
  { version: '2.2.1', base: '/r4', file: packageOf('hl7.fhir.us.davinci-pas-2.2.1') },
  { version: '2.0.1', base: '/stu2/r4', file: packageOf('hl7.fhir.us.davinci-pas-2.0.1') },
] as const;

type StructureDefinition = Parameters<typeof loadDataType>[0];

/** StructureDefinitions in a package: a tar of blocks of 512 bytes. */
const definitionsIn = (file: URL): readonly StructureDefinition[] => {
  const bytes = gunzipSync(readFileSync(file));
  const found: StructureDefinition[] = [];
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = bytes
      .subarray(at, at + 100)
      .toString('utf8')
      .replace(/\0.*$/s, '');
    const size = Number.parseInt(bytes.subarray(at + 124, at + 136).toString('utf8'), 8) || 0;
    if (/^package\/StructureDefinition-[^/]*\.json$/.test(name))
      found.push(JSON.parse(bytes.subarray(at + 512, at + 512 + size).toString('utf8')));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
};

/** Where the validator, not the answer, is wrong. */
const LIMITS: readonly RegExp[] = [
  /slice 'ClaimResponse'/, // slices of Bundle.entry by resource profile are not counted by it
  /Error evaluating invariant/,
  /Task\.input .*slice 'paLineNumber'/, // counts extensions of all inputs together, and none of a versioned profile; checked below
  /Invalid reference: got "https:"/, // reads the type of an absolute reference from its scheme
];

const errorsOf = (
  resource: Part,
  profiles: ReadonlyMap<string, StructureDefinition>,
  name: string,
): readonly string[] => {
  const profile = profiles.get(`http://hl7.org/fhir/us/davinci-pas/StructureDefinition/${name}`);
  if (!profile) throw new Error(`No profile ${name}.`);
  const value = JSON.parse(JSON.stringify(resource));
  let said: readonly string[];
  try {
    said = validateTypedValue({ type: resource.resourceType, value }, { profile })
      .filter(({ severity }) => severity === 'error')
      .map((one: unknown) => JSON.stringify(one));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    said = error.outcome.issue.map(
      (issue: { expression?: string[]; details?: { text?: string } }) =>
        `${issue.expression?.join()} ${issue.details?.text ?? ''}`,
    );
  }
  return said.filter((one) => !LIMITS.some((limit) => limit.test(one)));
};

/** On days of their own, where nothing is bundled. */
const ecg = () => pasItem(2, '93015', { servicedDate: '2026-06-22' });
const visit = () => pasItem(3, '99213', { servicedDate: '2026-06-29' });
const LINE_OF = { '2.2.1': 'serviceLineNumber', '2.0.1': 'paLineNumber' } as const;
const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

for (const { version, base, file } of RELEASES) {
  const isThere = existsSync(file);
  if (!isThere) console.warn(`Skipped: the package of Da Vinci PAS ${version} is not beside this checkout.`);
  describe.skipIf(!isThere)(`answers hold against the profiles of PAS ${version}`, () => {
    let desk: PayerDesk;
    const profiles = new Map<string, StructureDefinition>();
    beforeAll(async () => {
      desk = await openPayerDesk();
      validateR4({ resourceType: 'Patient' });
      for (const definition of definitionsIn(file)) {
        loadDataType(definition);
        profiles.set(definition.url, definition);
      }
    });
    afterAll(() => desk.close());

    const check = (bundle: Part, name = 'profile-pas-response-bundle', response = 'profile-claimresponse') => {
      expect(errorsOf(bundle, profiles, name)).toEqual([]);
      for (const { resource } of bundle.entry) {
        if (resource.resourceType === 'ClaimResponse') expect(errorsOf(resource, profiles, response)).toEqual([]);
        if (resource.resourceType === 'Task') {
          expect(errorsOf(resource, profiles, 'profile-task')).toEqual([]);
          const lines = resource.input.slice(1).map(({ extension }: Part) => extension.map(({ url }: Part) => url));
          expect(new Set(lines.map(String))).toEqual(new Set([`${PAS}/extension-${LINE_OF[version]}`]));
        }
        if (resource.resourceType === 'CommunicationRequest')
          expect(errorsOf(resource, profiles, 'profile-communicationrequest')).toEqual([]);
      }
    };

    test('certified, not required and pended', async () => {
      const items = [pasItem(1), ecg(), visit()];
      check((await desk.submit(pasRequest({ trace: `a${version}`, items, answers: MET }), 'ehr', base)).body);
      check((await desk.submit(pasRequest({ trace: `b${version}` }), 'ehr', base)).body);
    });

    test('refused and modified', async () => {
      for (const [index, given] of [{}, { decision: { valueCode: 'A6' }, units: { valuePositiveInt: 1 } }].entries()) {
        const { body } = await desk.submit(pasRequest({ trace: `c${index}${version}` }), 'ehr', base);
        await desk.review(responseOf(body).id, reviewMessage(given));
        check((await desk.submit(pasRequest({ trace: `c${index}${version}` }), 'ehr', base)).body);
      }
    });

    test('not taken up', async () => {
      const wrong = pasRequest({ change: (claim) => put(claim.item[0], 'quantity', { value: 0, unit: 'Unit' }) });
      check((await desk.submit(wrong, 'ehr', base)).body);
    });

    test('told to an inquiry', async () => {
      const { body } = await desk.inquire(pasInquiry(), 'ehr', base);
      const bundles = version === '2.2.1' ? body.parameter.map(({ resource }: Part) => resource) : [body];
      expect(bundles.length).toBeGreaterThan(0);
      for (const one of bundles) check(one, 'profile-pas-inquiry-response-bundle', 'profile-claiminquiryresponse');
    });

    test('a response is held against its profile: without its outcome it fails', async () => {
      const { body } = await desk.submit(pasRequest({ trace: `d${version}` }), 'ehr', base);
      const { outcome: _outcome, ...spoilt } = responseOf(body);
      expect(errorsOf(spoilt, profiles, 'profile-claimresponse')).not.toEqual([]);
    });
  });
}
