import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { handler as audit } from '../../functions/audit/index.ts';
import { handler as auth } from '../../functions/auth/index.ts';
import { handler as cdsHooks } from '../../functions/cds-hooks/index.ts';
import { handler as fhirApi } from '../../functions/fhir-api/index.ts';
import { notifier } from '../../functions/order-events/index.ts';
import { handler as pas } from '../../functions/pas/index.ts';
import { handler as rulePacks } from '../../functions/rule-packs/index.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { lambdaContext } from './http/lambda-context.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Every Lambda behind a route. */
const HANDLERS: Readonly<Record<Route['function'], Handler>> = {
  audit,
  auth,
  'cds-hooks': cdsHooks,
  'fhir-api': fhirApi,
  'order-events': notifier,
  pas,
  'rule-packs': rulePacks,
};

export const invokeFunction = (route: Route, event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
  HANDLERS[route.function](event, lambdaContext(route.function));
