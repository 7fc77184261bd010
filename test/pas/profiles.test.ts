import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { PAS, pasInquiry, pasItem, pasRequest, put, reviewMessage } from '../support/pas-messages.ts';
import { openProfiles, RELEASES } from '../support/pas-profiles.ts';
import { openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

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
    let errorsOf: ReturnType<typeof openProfiles>;
    beforeAll(async () => {
      desk = await openPayerDesk();
      errorsOf = openProfiles(file);
    });
    afterAll(() => desk.close());

    const check = (bundle: Part, name = 'profile-pas-response-bundle', response = 'profile-claimresponse') => {
      expect(errorsOf(bundle, name)).toEqual([]);
      for (const { resource } of bundle.entry) {
        if (resource.resourceType === 'ClaimResponse') expect(errorsOf(resource, response)).toEqual([]);
        if (resource.resourceType === 'Task') {
          expect(errorsOf(resource, 'profile-task')).toEqual([]);
          const lines = resource.input.slice(1).map(({ extension }: Part) => extension.map(({ url }: Part) => url));
          expect(new Set(lines.map(String))).toEqual(new Set([`${PAS}/extension-${LINE_OF[version]}`]));
        }
        if (resource.resourceType === 'CommunicationRequest')
          expect(errorsOf(resource, 'profile-communicationrequest')).toEqual([]);
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
      expect(errorsOf(spoilt, 'profile-claimresponse')).not.toEqual([]);
    });
  });
}
