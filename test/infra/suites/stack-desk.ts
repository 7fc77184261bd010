import { describe, expect, test } from 'vitest';
import { apiPatterns } from '../../../infra/constructs/desk-site.ts';
import { pageHeaders } from '../../../shared/http/page-headers.ts';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import { ofType, synthesize } from './synthesize.ts';

interface Behavior {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: string;
  readonly ResponseHeadersPolicyId?: { readonly Ref: string };
}

const { resources } = synthesize({ desk: 'on', ehrOrigins: 'https://ehr.example, https://other.example:8443' });
const [distribution] = Object.values(ofType(resources, 'AWS::CloudFront::Distribution'));
const { DefaultCacheBehavior, CacheBehaviors, Origins } = distribution!.Properties.DistributionConfig as {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
  readonly Origins: readonly {
    readonly Id: string;
    readonly OriginPath?: unknown;
    readonly S3OriginConfig?: unknown;
  }[];
};
const originOf = ({ TargetOriginId }: Behavior) => Origins.find(({ Id }) => Id === TargetOriginId);
const headersOf = ({ ResponseHeadersPolicyId }: Behavior) =>
  JSON.stringify(resources[ResponseHeadersPolicyId?.Ref ?? '']?.Properties);

const matches = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

describe('the desk', () => {
  test('is there only where it is wanted', () => {
    const without = synthesize().resources;
    expect(ofType(without, 'AWS::CloudFront::Distribution')).toEqual({});
    expect(Object.keys(ofType(without, 'AWS::S3::Bucket'))).toHaveLength(2);
  });

  test('is read from a bucket that nobody else can read', () => {
    const bucket = Object.entries(ofType(resources, 'AWS::S3::Bucket')).find(([id]) => id.startsWith('Desk'))?.[1];
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(originOf(DefaultCacheBehavior)?.S3OriginConfig).toBeDefined();
    expect(Object.keys(ofType(resources, 'AWS::CloudFront::OriginAccessControl'))).toHaveLength(1);
  });

  test('sends every endpoint of the API to the gateway, and no view of the page', () => {
    const toApi = CacheBehaviors.filter((one) => !originOf(one)?.S3OriginConfig);
    const patterns = toApi.map(({ PathPattern = '' }) => PathPattern);
    expect(patterns.toSorted()).toEqual([...apiPatterns(ROUTES)].sort());
    const lost = ROUTES.filter(({ path }) => !patterns.some((pattern) => matches(pattern, path)));
    expect(lost).toEqual([]);
    const views = ['/', '/today', '/order', '/ask', '/claims', '/rules', '/exchange', '/assets/main-X.js'];
    expect(views.filter((view) => patterns.some((pattern) => matches(pattern, view)))).toEqual([]);
  });

  test('has the headers of the laptop, and frames for the EHRs named', () => {
    const frames = ['https://ehr.example', 'https://other.example:8443'];
    const assets = CacheBehaviors.find(({ PathPattern }) => PathPattern === '/assets/*')!;
    for (const behavior of [DefaultCacheBehavior, assets]) {
      expect(headersOf(behavior)).toContain(JSON.stringify(pageHeaders(frames)['content-security-policy']));
      expect(headersOf(behavior)).toContain('no-referrer');
      expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    }
    expect(headersOf(DefaultCacheBehavior)).toContain('no-cache');
    expect(headersOf(assets)).toContain('immutable');
  });

  test.each(['https://ehr.example; script-src *', 'ehr.example', "'none'", 'https://ehr.example/path'])(
    'takes no frame origin like %s',
    (ehrOrigins) => expect(() => synthesize({ desk: 'on', ehrOrigins })).toThrow('is no origin'),
  );
});
