import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { actionsOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

const DATA = new URL('../../../shared/data/', import.meta.url);
const isThere = existsSync(DATA);
if (!isThere) console.warn('Skipped: the published examples are not beside this checkout.');
const read = (path: string): Part => JSON.parse(readFileSync(new URL(path, DATA), 'utf8'));
const example = (name: string): Part => read(`davinci-pas-2.0.1/examples/Bundle-${name}Example.json`);

describe.skipIf(!isThere)('messages others publish', () => {
  let desk: PayerDesk;
  beforeAll(async () => {
    desk = await openPayerDesk();
  });
  afterAll(() => desk.close());

  test.each(['MedicalServicesAuthorizationBundle', 'ReferralAuthorizationBundle'])('%s is taken up', async (name) => {
    for (const base of ['/stu2/r4', '/r4']) {
      const message = example(name);
      message.entry[0].resource.identifier[0].value = `${name} ${base}`;
      const { status, body } = await desk.submit(message, 'ehr', base);
      expect([status, responseOf(body).outcome]).toEqual([200, 'complete']);
      expect(new Set(Object.values(actionsOf(body)))).toEqual(new Set(['A4']));
    }
  });

  test('the inquiry is answered, with the request it asks about where that was sent', async () => {
    const { status, body } = await desk.inquire(example('PASClaimInquiryBundle'), 'ehr', '/stu2/r4');
    expect([status, body.resourceType]).toEqual([200, 'Bundle']);
  });

  test('answers, errors and notifications are no requests', async () => {
    for (const name of ['ErrorResponseBundle', 'ReferralAuthorizationResponseBundle', 'PASClaimInquiryResponseBundle'])
      expect((await desk.submit(example(name))).status).toBe(400);
    for (const file of ['bundle-minimal', 'claim-minimal', 'bundle-with-only-claim'])
      expect((await desk.submit(read(`davinci-prior-auth-ri/${file}.json`))).status).toBe(400);
    expect((await desk.submit(read('davinci-pas-2.2.1/examples/Bundle-PASSubscriptionNotification.json'))).status).toBe(
      400,
    );
  });
});
