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
import type { Route } from '../../shared/http/routes/route.ts';
import type { DeploymentSettings } from '../settings.ts';
import { addGatewayOutcomes } from './gateway-outcomes.ts';

const STAGE = 'live';
/** Calls a second, all callers together; a clinic group makes a few a minute. */
const RATE = 50;
const BURST = 100;

/** The route's template and never its path: ids and search values are the patient's business. */
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

/** A REST API: of the gateway's kinds the one that leaves repeated query parameters as they came. */
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
      deployOptions: {
        stageName: STAGE,
        throttlingRateLimit: RATE,
        throttlingBurstLimit: BURST,
        metricsEnabled: true,
        tracingEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(logs),
        accessLogFormat: ACCESS_LOG,
      },
    });
    addGatewayOutcomes(this);
  }

  /** Address of the stage, known before any route is: routes lead to functions that are told this address. */
  get address(): string {
    const { region, urlSuffix } = Stack.of(this);
    return Fn.join('', ['https://', this.restApiId, '.execute-api.', region, '.', urlSuffix, '/', STAGE]);
  }

  /** A browser asks before it calls; the function knows what to answer. */
  private openPreflight(routes: readonly Route[], functions: Readonly<Record<Route['function'], IFunction>>): void {
    for (const path of new Set(routes.map((route) => route.path))) {
      const route = routes.find((one) => one.path === path);
      if (route)
        this.root
          .resourceForPath(path)
          .addMethod('OPTIONS', new LambdaIntegration(functions[route.function], { scopePermissionToMethod: false }));
    }
  }

  /** Opens every route to the function its row names; the parameters of a search are declared one by one. */
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
