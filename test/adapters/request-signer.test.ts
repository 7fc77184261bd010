import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestSigner } from '../../shared/adapters/dynamodb/request-signer.ts';

type Settings = ConstructorParameters<typeof RequestSigner>[0];
type Request = Parameters<RequestSigner['sign']>[0];

const { config } = new DynamoDBClient({ region: 'us-east-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const settingsOf = (credentials: Settings['credentials']): Settings => ({
  credentials,
  region: 'us-east-2',
  service: 'dynamodb',
  sha256: config.sha256,
});
const request = (body: string | Uint8Array, headers: Record<string, string> = {}): Request => ({
  method: 'POST',
  protocol: 'https:',
  hostname: 'dynamodb.us-east-2.amazonaws.com',
  path: '/',
  query: {},
  body,
  headers: { 'content-type': 'application/x-amz-json-1.0', host: 'dynamodb.us-east-2.amazonaws.com', ...headers },
});

const names = fc.constantFrom(
  'x-amz-target',
  'amz-sdk-request',
  'amz-sdk-invocation-id',
  'user-agent',
  'connection',
  'x-amzn-trace-id',
  'proxy-hint',
  'sec-hint',
  'x-amz-api-version',
);
const value = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 });

describe('a call of the table', () => {
  test('is signed as the SDK signs it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ accessKeyId: value, secretAccessKey: value, sessionToken: fc.option(value, { nil: undefined }) }),
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array()),
        fc.dictionary(names, value),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        async ({ sessionToken, ...login }, body, headers, signingDate) => {
          const credentials = { ...login, ...(sessionToken ? { sessionToken } : {}) };
          const given = { signingDate, signingRegion: 'us-gov-west-1', signingService: 'dynamodb' };
          const whole = await new DynamoDBClient({ region: 'us-east-2', credentials }).config.signer();
          const expected = await whole.sign(request(body, headers), given);
          const signed = await new RequestSigner(settingsOf(credentials)).sign(request(body, headers), given);
          expect(signed.headers).toEqual(expected.headers);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('is signed anew when it is tried again, with the credentials and the day of then', async () => {
    let secretAccessKey = 'first';
    const settings = settingsOf(async () => ({ accessKeyId: 'AKID', secretAccessKey }));
    const signer = new RequestSigner(settings);
    const at = (signingDate: Date) => ({ signingDate, signingRegion: 'us-east-2', signingService: 'dynamodb' });
    const once = await signer.sign(request('{}'), at(new Date('2026-12-01T23:59:59Z')));
    secretAccessKey = 'second';
    const again = await signer.sign(once, at(new Date('2026-12-02T00:00:01Z')));
    const fresh = await new RequestSigner(settings).sign(request('{}'), at(new Date('2026-12-02T00:00:01Z')));
    expect(again.headers).toEqual(fresh.headers);
    expect(again.headers.authorization).toContain('AKID/20261202/');
  });

  test('of another service is not signed', async () => {
    const signer = new RequestSigner(settingsOf({ accessKeyId: 'AKID', secretAccessKey: 'secret' }));
    await expect(signer.sign({ ...request('{}'), path: '/bucket/key' } as Request)).rejects.toThrow('/bucket/key');
    await expect(signer.sign({ ...request('{}'), method: 'GET' } as Request)).rejects.toThrow('GET');
  });
});
