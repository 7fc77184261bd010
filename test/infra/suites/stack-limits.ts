import { describe, expect, test } from 'vitest';
import { CALLS_PER_ADDRESS, CLIENT_RATE, STAGE_RATE } from '../../../shared/http/limits.ts';
import { readText } from '../../docs/pages.ts';
import { ofType, synthesize } from './synthesize.ts';

const { resources } = synthesize();

/** What the deployed firewall lets one address do in five minutes. */
const ofAddress = (): number => {
  const [acl] = Object.values(ofType(resources, 'AWS::WAFv2::WebACL'));
  const text = JSON.stringify(acl?.Properties.Rules);
  const statements = [...text.matchAll(/"RateBasedStatement":\{"AggregateKeyType":"IP","Limit":(\d+)\}/g)];
  expect(statements).toHaveLength(1);
  return Number(statements[0]?.[1]);
};
/** What the gateway lets all callers do together. */
const ofStage = (): { readonly perSecond: number; readonly burst: number } => {
  const [stage] = Object.values(ofType(resources, 'AWS::ApiGateway::Stage'));
  const text = JSON.stringify(stage?.Properties.MethodSettings);
  const limitOf = (name: string): number => {
    const found = [...text.matchAll(new RegExp(`"${name}":(\\d+)`, 'g'))];
    expect(found).toHaveLength(1);
    return Number(found[0]?.[1]);
  };
  return { perSecond: limitOf('ThrottlingRateLimit'), burst: limitOf('ThrottlingBurstLimit') };
};
const FIVE_MINUTES = 300;

describe('the limits of firewall, gateway and client agree', () => {
  test('a client that keeps its rate is refused by none of them, however few addresses its organization has', () => {
    expect(ofAddress()).toBeGreaterThanOrEqual(CLIENT_RATE.perSecond * FIVE_MINUTES + CLIENT_RATE.burst);
    expect(ofAddress()).toBe(CALLS_PER_ADDRESS);
    expect(ofStage().burst).toBeGreaterThanOrEqual(CLIENT_RATE.burst);
  });

  test('one client, or one address, at all it may do leaves most of the gateway to the others', () => {
    expect(ofStage()).toEqual(STAGE_RATE);
    expect(ofStage().perSecond).toBeGreaterThanOrEqual(10 * CLIENT_RATE.perSecond);
    expect(ofStage().perSecond).toBeGreaterThanOrEqual((5 * ofAddress()) / FIVE_MINUTES);
  });

  test('and the pages say the same', () => {
    const said = (number: number) => number.toLocaleString('en-US');
    const limits = readText('docs/security.md');
    expect(limits).toContain(`| ${CLIENT_RATE.perSecond} a second sustained, ${CLIENT_RATE.burst} in a burst |`);
    expect(limits).toContain(
      `| ${said(ofAddress())} in five minutes; ${said(STAGE_RATE.perSecond)} a second, ${said(STAGE_RATE.burst)} in a burst |`,
    );
  });
});
