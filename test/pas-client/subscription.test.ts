import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { subscribeToPayer } from '../../shared/adapters/payers/pas-subscription.ts';
import { writePasSubscription } from '../../shared/fhir/pas/request/write-subscription.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { openProfiles, RELEASES } from '../support/pas-profiles.ts';
import { validateR4 } from '../support/validators.ts';

const HOOK = 'https://stresspass.clinic.example/events/payer-notices';
const asked = (version: '2.2.1' | '2.0.1') => ({ version, sender: '1234567893', endpoint: HOOK, secret: 'shared' });

describe('what a payer is asked to give notice of', () => {
  const [newer] = RELEASES;
  test.skipIf(!existsSync(newer.file))('holds against the profile of PAS 2.2.1', () => {
    expect(openProfiles(newer.file)(writePasSubscription(asked('2.2.1')), 'profile-subscription')).toEqual([]);
  });

  test.each([
    ['2.2.1', 'org-identifier=1234567893', 'full-resource'],
    ['2.0.1', 'identifier=1234567893', 'id-only'],
  ] as const)('%s: its filter, and what its notices hold', (version, filter, content) => {
    const subscription = writePasSubscription(asked(version));
    expect(validateR4(subscription)).toEqual([]);
    expect(subscription.criteria).toBe('http://hl7.org/fhir/us/davinci-pas/SubscriptionTopic/PASSubscriptionTopic');
    expect(subscription._criteria?.extension?.[0]?.valueString).toBe(filter);
    expect(subscription.channel._payload?.extension?.[0]?.valueCode).toBe(content);
    expect(subscription.channel).toMatchObject({
      type: 'rest-hook',
      endpoint: HOOK,
      header: ['Authorization: Bearer shared'],
    });
  });
});

describe('at the payer', () => {
  let stub: EhrStub;
  beforeAll(async () => {
    stub = await startEhrStub();
  });
  afterAll(() => stub.close());
  const open = () => {
    const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
    const ownSecrets = makeSecrets(Date.now);
    const sendWith = makeSendWith(ownSecrets, Date.now);
    const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now: Date.now });
    const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens, sendWith });
    return () =>
      subscribeToPayer(servers, {
        endpoint: { kind: 'fhir-pas', name: 'payer', base: stub.base },
        origins: [stub.origin],
        subscription: asked('2.2.1'),
      });
  };

  test('one that works already is not doubled; one that failed is made anew', async () => {
    const subscribe = open();
    const known = { ...writePasSubscription(asked('2.2.1')), id: 's1', status: 'active' as const };
    stub.charts.push(known);
    expect(await subscribe()).toEqual({ is: 'stood', id: 's1' });
    Object.assign(known, { status: 'error' });
    expect((await subscribe()).is).toBe('created');
  });
});
