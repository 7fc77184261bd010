import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asMember, memberOf, openPractice, type Practice, secondsAfter } from '../sandbox/payer-harness.ts';
import { NOW } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { fullItem, makeFull } from '../support/full-request.ts';
import { openMustSupport } from '../support/must-support.ts';
import { markedItem, pasInquiry, pasRequest, pasUpdate } from '../support/pas-messages.ts';
import { RELEASES } from '../support/pas-profiles.ts';

/** Elements no answer of ours holds, and why. */
const NO_CLAIM = 'the Claim an answer is about is always known, and referred to';
const NO_MODIFIER = 'a document is asked for by its type alone, of whatever diagnosis';
const NO_ERROR = 'what was not taken up is not on file: an inquiry finds nothing of it';
const X12_ELEMENT = 'names an element of X12, which is not spoken; errorPath names the element of FHIR';
const ERRORS = ['', '.extension:followupAction', '.extension:errorElement', '.extension:errorPath', '.code'];
const EXCUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '2.2.1 profile-claimresponse': { 'ClaimResponse.request.extension:DataAbsentReason': NO_CLAIM },
  '2.2.1 profile-claiminquiryresponse': {
    'ClaimResponse.request.extension:DataAbsentReason': NO_CLAIM,
    ...Object.fromEntries(ERRORS.map((below) => [`ClaimResponse.error${below}`, NO_ERROR])),
  },
  '2.2.1 profile-task': { 'Task.input:AttachmentsNeeded.extension:contentModifier': NO_MODIFIER },
  '2.2.1 profile-communicationrequest': { 'CommunicationRequest.payload.extension:contentModifier': NO_MODIFIER },
  '2.0.1 profile-claimresponse': { 'ClaimResponse.error.extension:errorElement': X12_ELEMENT },
  '2.0.1 profile-claiminquiryresponse': Object.fromEntries(
    ERRORS.map((below) => [`ClaimResponse.error${below}`, NO_ERROR]),
  ),
  '2.0.1 profile-communicationrequest': { 'CommunicationRequest.payload.extension:contentModifier': NO_MODIFIER },
};

for (const { version, base, file } of RELEASES) {
  const isThere = existsSync(file);
  if (!isThere) console.warn(`Skipped: the package of Da Vinci PAS ${version} is not beside this checkout.`);
  describe.skipIf(!isThere)(
    `answers of the members to practise on hold what PAS ${version} marks as must-support`,
    () => {
      let practice: Practice;
      let answers: readonly Part[];
      let inquired: readonly Part[];
      beforeAll(async () => {
        practice = await openPractice();
        const change = asMember(memberOf('all-elements'), makeFull);
        const changed = markedItem(fullItem({ quantity: { value: 2, unit: 'Unit' } }), 'changed');
        const first = pasRequest({ trace: 'full-1', items: [fullItem()], change });
        const update = pasUpdate('full-1', { trace: 'full-2', items: [changed], change });
        const rejected = pasRequest({
          trace: 'full-3',
          items: [fullItem()],
          change: asMember(memberOf('reject-provider'), makeFull),
        });
        const told: Part[] = [];
        const submit = async (message: Part) => {
          const { status, body } = await practice.submit(message, base);
          expect([status, body.resourceType]).toEqual([200, 'Bundle']);
          told.push(body);
        };
        const inquire = async (): Promise<readonly Part[]> => {
          const { body } = await practice.inquire(pasInquiry(asMember(memberOf('all-elements'))), base);
          return version === '2.2.1' ? body.parameter.map(({ resource }: Part) => resource) : [body];
        };
        await submit(first);
        const whilePended = await inquire();
        await practice.relayAt(secondsAfter(NOW, 20));
        await submit(first);
        await submit(update);
        await practice.relayAt(secondsAfter(NOW, 60));
        await submit(update);
        await submit(rejected);
        answers = told;
        inquired = [...whilePended, ...(await inquire())];
      }, 60_000);
      afterAll(() => practice.close());

      const resourcesIn = (bundles: readonly Part[], type: string): readonly Part[] =>
        bundles.flatMap(({ entry }) =>
          entry.flatMap(({ resource }: Part) => (resource.resourceType === type ? [resource] : [])),
        );

      test.each([
        ['profile-pas-response-bundle', () => answers],
        ['profile-pas-inquiry-response-bundle', () => inquired],
        ['profile-claimresponse', () => resourcesIn(answers, 'ClaimResponse')],
        ['profile-claiminquiryresponse', () => resourcesIn(inquired, 'ClaimResponse')],
        ['profile-task', () => resourcesIn(answers, 'Task')],
        ['profile-communicationrequest', () => resourcesIn(answers, 'CommunicationRequest')],
      ] as const)('%s', (name, resources) => {
        const { ids, isThere: isIn } = openMustSupport(file, name);
        expect(ids.length).toBeGreaterThan(0);
        const missing = ids.filter((id) => !resources().some((one) => isIn(one, id)));
        expect(missing.toSorted()).toEqual(Object.keys(EXCUSED[`${version} ${name}`] ?? {}).toSorted());
      });
    },
  );
}
