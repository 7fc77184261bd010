import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BINARY_MEDIA_TYPES } from '../../shared/http/binary-media.ts';
import { STAGE_RATE } from '../../shared/http/limits.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import type { DeploymentSettings } from '../settings.ts';
import { addGatewayOutcomes } from './gateway-outcomes.ts';

const STAGE = 'live';

/** Logs the route's template, never its path: ids and search values are patient data. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    route: `${AccessLogField.contextHttpMethod()} ${AccessLogField.contextResourcePath()}`,
    status: AccessLogField.contextStatus(),
    responseLatency: AccessLogField.contextResponseLatency(),
    integrationLatency: AccessLogField.contextIntegrationLatency(),
    caller: AccessLogField.contextIdentitySourceIp(),
    problem: AccessLogField.contextErrorResponseType(),
  }),
);

/** A REST API: the only API Gateway type that passes on repeated query parameters unchanged. */
export class FhirGateway extends RestApi {
  constructor(scope: Construct, id: string, key: IKey, settings: Pick<DeploymentSettings, 'logRetentionDays'>) {
    const logs = new LogGroup(scope, `${id}Logs`, {
      encryptionKey: key,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    super(scope, id, {
      description: 'Prior authorization and eligibility for cardiac stress tests',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      binaryMediaTypes: [...BINARY_MEDIA_TYPES],
      deployOptions: {
        stageName: STAGE,
        throttlingRateLimit: STAGE_RATE.perSecond,
        throttlingBurstLimit: STAGE_RATE.burst,
        metricsEnabled: true,
        // A gateway's trace holds whole addresses: ids of orders, `?patient=`. The functions' own traces do not.
        tracingEnabled: false,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(logs),
        accessLogFormat: ACCESS_LOG,
      },
    });
    addGatewayOutcomes(this);
  }

  /** URL of the stage, known before any route exists: the functions behind the routes are configured with it. */
  get address(): string {
    const { region, urlSuffix } = Stack.of(this);
    return Fn.join('', ['https://', this.restApiId, '.execute-api.', region, '.', urlSuffix, '/', STAGE]);
  }

  /** CORS preflight; the function knows the answer. */
  private openPreflight(routes: readonly Route[], functions: Readonly<Record<Route['function'], IFunction>>): void {
    for (const path of new Set(routes.map((route) => route.path))) {
      const route = routes.find((one) => one.path === path);
      if (route)
        this.root
          .resourceForPath(path)
          .addMethod('OPTIONS', new LambdaIntegration(functions[route.function], { scopePermissionToMethod: false }));
    }
  }

  /** Adds every route, each to the function its row names; search parameters are declared one by one. */
  open(routes: readonly Route[], functions: Readonly<Record<Route['function'], IFunction>>): void {
    const validator = this.addRequestValidator('Validator', {
      validateRequestParameters: true,
      validateRequestBody: true,
    });
    for (const route of routes) {
      const parameters = route.capability && 'params' in route.capability ? (route.capability.params ?? []) : [];
      this.root
        .resourceForPath(route.path)
        .addMethod(route.method, new LambdaIntegration(functions[route.function], { scopePermissionToMethod: false }), {
          requestValidator: validator,
          requestParameters: Object.fromEntries(
            parameters.map((name) => [`method.request.querystring.${name}`, false]),
          ),
        });
    }
    this.openPreflight(
      routes.filter((route) => route.function === 'cds-hooks'),
      functions,
    );
  }
}
