import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { GATEWAY_OUTCOMES } from '../../../infra/constructs/gateway-outcomes.ts';
import { checkStructure } from '../../../shared/fhir/structure/check-structure.ts';
import { STAGE_RATE } from '../../../shared/http/limits.ts';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import type { Route } from '../../../shared/http/routes/route.ts';
import { plainName } from './stack-facts.ts';
import { type CloudResource, ofType, pointsAt, synthesize } from './synthesize.ts';

const { template, resources } = synthesize();

/** `/r4/Task/{id}` of a gateway resource, from the chain of its parents. */
const pathOf = (id: string | undefined): string => {
  const resource = id === undefined ? undefined : resources[id];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  return `${pathOf(pointsAt(resource.Properties.ParentId))}/${resource.Properties.PathPart}`;
};
const methods = Object.values(ofType(resources, 'AWS::ApiGateway::Method'));
const routeOf = ({ Properties }: CloudResource): string =>
  `${Properties.HttpMethod} ${pathOf(pointsAt(Properties.ResourceId))}`;

/** The function behind each folder of `functions/` that has routes; a folder without one fails. */
const FUNCTION_OF: Readonly<Record<Route['function'], string>> = {
  audit: 'Audit',
  auth: 'Auth',
  'cds-hooks': 'CdsHooks',
  'fhir-api': 'FhirApi',
  'order-events': 'OrderNotifier',
  pas: 'Pas',
  'rule-packs': 'RulePacks',
};

describe('the gateway', () => {
  test('has the routes of the table, no more and no fewer', () => {
    const asked = ROUTES.filter((route) => route.function === 'cds-hooks').map(({ path }) => `OPTIONS ${path}`);
    const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(methods.map(routeOf).sort()).toEqual([...routes, ...asked].sort());
  });

  test('routes every one of them to a function this API may invoke', () => {
    for (const method of methods) {
      const [verb = '', path] = routeOf(method).split(' ');
      const route = ROUTES.find((one) => one.path === path && (one.method === verb || verb === 'OPTIONS'));
      const called = /"AWS_PROXY".*"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(JSON.stringify(method.Properties.Integration));
      expect(plainName(called?.[1] ?? ''), routeOf(method)).toBe(route && FUNCTION_OF[route.function]);
    }
    for (const folder of new Set(ROUTES.map((route) => route.function)))
      template.hasResourceProperties('AWS::Lambda::Permission', {
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        FunctionName: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${FUNCTION_OF[folder]}`), 'Arn'] },
      });
  });

  test('declares the parameters of each search by name', () => {
    const search = methods.find((method) => routeOf(method) === 'GET /r4/Task');
    const declared = Object.keys(search?.Properties.RequestParameters ?? {});
    expect(declared).toContain('method.request.querystring.patient');
    for (const method of methods) {
      const route = ROUTES.find(({ method: verb, path }) => `${verb} ${path}` === routeOf(method));
      const wanted = route?.capability && 'params' in route.capability ? (route.capability.params ?? []) : [];
      expect(Object.keys(method.Properties.RequestParameters ?? {}), routeOf(method)).toEqual(
        wanted.map((name) => `method.request.querystring.${name}`),
      );
    }
  });

  test('throttles, and logs route templates, never what a caller sent: no trace, which holds addresses', () => {
    const [stage] = Object.values(ofType(resources, 'AWS::ApiGateway::Stage'));
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({
        ThrottlingRateLimit: STAGE_RATE.perSecond,
        ThrottlingBurstLimit: STAGE_RATE.burst,
        DataTraceEnabled: false,
      }),
    ]);
    expect(stage?.Properties.TracingEnabled).toBe(false);
    const format = JSON.stringify(stage?.Properties.AccessLogSetting);
    expect(format).toContain('$context.resourcePath');
    expect(format).not.toMatch(/\$context\.path\b|querystring|authorizer|\$context\.error\.(message|validation)/);
  });

  test('answers by itself in valid R4 OperationOutcomes that echo nothing of the caller', () => {
    const answers = Object.values(ofType(resources, 'AWS::ApiGateway::GatewayResponse'));
    expect(answers).toHaveLength(GATEWAY_OUTCOMES.size);
    for (const { Properties } of answers) {
      const { ResponseType, ResponseTemplates, ResponseParameters } = Properties as Record<
        string,
        Record<string, string>
      >;
      const body = ResponseTemplates?.['application/json'] ?? '';
      expect(checkStructure(JSON.parse(body), { unknownElements: 'refuse' }), String(ResponseType)).toEqual([]);
      expect(body).not.toContain('$');
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.content-type': "'application/fhir+json'",
      });
    }
  });

  test.each([
    ['THROTTLED', '429'],
    ['INTEGRATION_TIMEOUT', '503'],
    ['INTEGRATION_FAILURE', '503'],
  ])('%s is %s and says when to try again', (type, status) => {
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: type,
      StatusCode: status,
      ResponseParameters: Match.objectLike({ 'gatewayresponse.header.retry-after': Match.anyValue() }),
    });
  });

  test('an unknown path is 404, as everywhere else', () => {
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
    });
  });
});

describe('the firewall', () => {
  test('protects the stage, counts calls by IP address, and keeps URLs with patient data out of its log', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
    });
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      Rules: Match.arrayWith([
        Match.objectLike({ Statement: Match.objectLike({ RateBasedStatement: Match.anyValue() }) }),
      ]),
    });
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: Match.arrayWith([{ UriPath: {} }, { QueryString: {} }]),
    });
  });

  test('lets long Bundles and their narrative pass', () => {
    const acl = JSON.stringify(ofType(resources, 'AWS::WAFv2::WebACL'));
    for (const rule of ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY'])
      expect(acl).toContain(`{"ActionToUse":{"Count":{}},"Name":"${rule}"}`);
  });

  test('can be switched off', () => {
    synthesize({ firewall: 'off' }).template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});
