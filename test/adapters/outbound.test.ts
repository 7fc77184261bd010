import { describe, expect, test } from 'vitest';
import { makeBreaker, ServerResting } from '../../shared/adapters/outbound/breaker.ts';
import { networkOf } from '../../shared/adapters/outbound/network-of.ts';
import { makeOutbound, OutboundRefused } from '../../shared/adapters/outbound/outbound.ts';
import { retryAfterMs } from '../../shared/adapters/outbound/server-failure.ts';

const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'ehr.example': ['203.0.113.7', '2001:db8::7'],
  'inside.example': ['10.1.2.3'],
  'half.example': ['203.0.113.7', '192.168.0.9'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'metadata6.example': ['fd00:ec2::254'],
  localhost: ['127.0.0.1', '::1'],
};
const guard = (...privateOrigins: readonly string[]) =>
  makeOutbound({ privateOrigins, resolve: async (host) => HOSTS[host] ?? [host] });
/** Origins a tenant lists. */
const all = [...Object.keys(HOSTS).map((host) => `https://${host}`), 'http://localhost:8080', 'https://10.0.0.1'];

describe('calls to other organizations’ servers', () => {
  test.each([
    ['an allowed server', 'https://ehr.example/fhir/Patient/1'],
    ['one on a private network the deployer opened', 'https://inside.example/fhir'],
    ['this machine, any port, where the deployer opened it', 'http://localhost:8080/fhir'],
  ])('%s may be called', async (_what, address) => {
    const checked = guard('https://inside.example', 'http://localhost:*')(address, all);
    await expect(checked).resolves.toEqual(HOSTS[new URL(address).hostname]);
  });

  test.each([
    ['another server', 'https://other.example/fhir'],
    ['a host whose name begins like an allowed one', 'https://ehr.example.evil.example/fhir'],
    ['another port', 'https://ehr.example:8443/fhir'],
    ['plain http', 'http://ehr.example/fhir'],
    ['a private network', 'https://inside.example/fhir'],
    ['one private address among others', 'https://half.example/fhir'],
    ['an address of this machine in disguise', 'https://mapped.example/fhir'],
    ['a private address as it stands', 'https://10.0.0.1/fhir'],
    ['the same in other numbers', 'https://0x0a000001/fhir'],
    ['where the cloud keeps credentials', 'https://metadata.example/latest'],
    ['an address with a password', 'https://user:secret@ehr.example/fhir'],
    ['no address', 'Patient/1'],
  ])('%s may not', async (_what, address) => {
    await expect(guard()(address, all)).rejects.toThrow(OutboundRefused);
  });

  test('plain http may not, though the tenant lists it', async () => {
    await expect(guard()('http://ehr.example/fhir', ['http://ehr.example'])).rejects.toThrow('Only https is spoken');
    await expect(guard('http://inside.example')('http://ehr.example/fhir', ['http://ehr.example'])).rejects.toThrow(
      'Only https is spoken',
    );
  });

  test.each(['https://metadata.example/', 'https://metadata6.example/'])('no setting allows %s', async (address) => {
    await expect(guard(new URL(address).origin)(address, all)).rejects.toThrow(OutboundRefused);
  });

  test.each([
    ['6to4', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:cb00:7107::'],
    ['NAT64', '64:ff9b::10.0.0.1', '64:ff9b::169.254.169.254', '64:ff9b::203.0.113.7'],
    ['NAT64 of a local prefix', '64:ff9b:1::c0a8:9', '64:ff9b:1::a9fe:a9fe', '64:ff9b:1::203.0.113.7'],
    ['an IPv4-compatible address', '::127.0.0.1', '::a9fe:a9fe', '::203.0.113.7'],
    ['a translated address', '::ffff:0:10.1.2.3', '::ffff:0:169.254.169.254', '::ffff:0:203.0.113.7'],
    ['a mapped address', '::ffff:10.1.2.3', '::ffff:100.100.100.200', '::ffff:203.0.113.7'],
  ])('%s is judged by the IPv4 address inside', (_what, inside, ofThePlatform, outside) => {
    expect([inside, ofThePlatform, outside].map(networkOf)).toEqual(['private', 'platform', 'public']);
  });

  test.each([
    ['site-local', 'fec0::1', 'private'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2', 'private'],
    ['discard-only', '100::1', 'private'],
    ['a link-local address with its zone', 'fe80::1%eth0', 'platform'],
    ['the host agent of Azure', '168.63.129.16', 'platform'],
    ['the metadata of Oracle', '192.0.0.192', 'platform'],
    ['the metadata of Google', 'fd20:ce::254', 'platform'],
    ['2001:db8 beside Teredo', '2001:db8::7', 'public'],
  ])('%s is known', (_what, address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('a refusal does not contain the address', async () => {
    const error: unknown = await guard()('https://other.example/Patient/4711', all).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('4711');
  });
});

describe('the circuit breaker', () => {
  const trouble = new Error('trouble');
  const setUp = () => {
    const time = { now: 0 };
    const breaker = makeBreaker(() => time.now);
    const calls: string[] = [];
    const call = (server: string, outcome: 'well' | 'trouble' | 'no', asked?: number) =>
      breaker
        .run(
          server,
          async () => {
            calls.push(server);
            if (outcome === 'trouble') throw trouble;
            if (outcome === 'no') throw new Error('no');
          },
          { isFault: (error) => error === trouble, retryAfterOf: () => asked },
        )
        .then(
          () => 'well',
          (error: unknown) => (error instanceof ServerResting ? 'resting' : 'failed'),
        );
    const fail = async (times: number) => {
      for (let n = 0; n < times; n++) await call('a', 'trouble');
    };
    return { time, calls, call, fail };
  };

  test('opens for a server after five consecutive faults, and for no other', async () => {
    const { call, fail, calls } = setUp();
    await fail(4);
    expect(await call('a', 'trouble')).toBe('failed');
    expect(await call('a', 'well')).toBe('resting');
    expect(await call('b', 'well')).toBe('well');
    expect(calls.filter((one) => one === 'a')).toHaveLength(5);
  });

  test('any response in between, even a refusal, resets the count', async () => {
    const { call, fail } = setUp();
    await fail(4);
    await call('a', 'no');
    await fail(4);
    expect(await call('a', 'well')).toBe('well');
  });

  test('after the pause one trial call is made: others still fail at once, and its success closes the breaker', async () => {
    const { time, call, fail } = setUp();
    await fail(5);
    time.now = 29_999;
    expect(await call('a', 'well')).toBe('resting');
    time.now = 30_000;
    const both = await Promise.all([call('a', 'well'), call('a', 'well')]);
    expect(both).toEqual(['well', 'resting']);
    expect(await call('a', 'well')).toBe('well');
  });

  test('a failed trial call restarts the pause', async () => {
    const { time, call, fail } = setUp();
    await fail(5);
    time.now = 30_000;
    expect(await call('a', 'trouble')).toBe('failed');
    time.now = 59_999;
    expect(await call('a', 'well')).toBe('resting');
  });

  test('a server with Retry-After is paused at once, for exactly that long', async () => {
    const { time, call } = setUp();
    await call('a', 'trouble', 7_000);
    time.now = 6_999;
    expect(await call('a', 'well')).toBe('resting');
    time.now = 7_000;
    expect(await call('a', 'well')).toBe('well');
    await call('a', 'no', 7_000);
    expect(await call('a', 'well')).toBe('well');
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['999999', 600_000],
  [new Date(30_000).toUTCString(), 20_000],
  [new Date(0).toUTCString(), 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %s is a rest of %s ms', (text, ms) => {
  expect(retryAfterMs(new Headers(text === undefined ? {} : { 'retry-after': text }), 10_000)).toBe(ms);
});
