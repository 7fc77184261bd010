import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

interface Outcome {
  readonly status: string;
  /** FHIR IssueType. */
  readonly code: string;
  /** For people; constant, so it cannot echo anything a caller sent. */
  readonly says: string;
  readonly retryAfter?: string;
}

/** What API Gateway answers by itself, with the texts and codes of our own errors (docs/behavior.md#errors). */
export const GATEWAY_OUTCOMES: ReadonlyMap<ResponseType, Outcome> = new Map([
  [ResponseType.DEFAULT_4XX, { status: '400', code: 'invalid', says: 'The request could not be taken.' }],
  [
    ResponseType.DEFAULT_5XX,
    { status: '500', code: 'exception', says: 'Something went wrong on our side; nothing was recorded by this call.' },
  ],
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, { status: '404', code: 'not-found', says: 'There is no such address.' }],
  [ResponseType.RESOURCE_NOT_FOUND, { status: '404', code: 'not-found', says: 'There is no such address.' }],
  [ResponseType.BAD_REQUEST_PARAMETERS, { status: '400', code: 'required', says: 'A parameter is missing.' }],
  [ResponseType.BAD_REQUEST_BODY, { status: '400', code: 'structure', says: 'The body cannot be read.' }],
  [ResponseType.UNAUTHORIZED, { status: '401', code: 'login', says: 'A token is required.' }],
  [ResponseType.ACCESS_DENIED, { status: '403', code: 'forbidden', says: 'This is not allowed.' }],
  [ResponseType.WAF_FILTERED, { status: '403', code: 'forbidden', says: 'The request was filtered.' }],
  [ResponseType.REQUEST_TOO_LARGE, { status: '413', code: 'too-long', says: 'The body is too large.' }],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, { status: '415', code: 'not-supported', says: 'Send application/fhir+json.' }],
  [ResponseType.THROTTLED, { status: '429', code: 'throttled', says: 'Too many calls; try again.', retryAfter: '1' }],
  [
    ResponseType.INTEGRATION_TIMEOUT,
    { status: '503', code: 'timeout', says: 'No answer in time; try again.', retryAfter: '5' },
  ],
  [
    ResponseType.INTEGRATION_FAILURE,
    { status: '503', code: 'transient', says: 'The service did not answer; try again.', retryAfter: '5' },
  ],
]);

const bodyOf = ({ code, says }: Outcome): string =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: says }] });

const quoted = (text: string): string => `'${text}'`;

/** Every response to a caller is FHIR, even when no function was called. */
export const addGatewayOutcomes = (api: RestApi): void => {
  for (const [type, outcome] of GATEWAY_OUTCOMES)
    api.addGatewayResponse(`Outcome${type.responseType}`, {
      type,
      statusCode: outcome.status,
      responseHeaders: {
        'content-type': quoted('application/fhir+json'),
        'access-control-allow-origin': quoted('*'),
        ...(outcome.retryAfter && { 'retry-after': quoted(outcome.retryAfter) }),
      },
      templates: { 'application/json': bodyOf(outcome) },
    });
};
