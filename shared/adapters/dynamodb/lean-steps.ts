import {
  type CallContext,
  type ClientConfig,
  chosenBy,
  type DocumentCommand,
  type Middleware,
  type SdkRequest,
  type SdkResponse,
  type Step,
  type StepStack,
  stepsOf,
} from './sdk-steps.ts';
import { readOutput, writeInput } from './wire-format.ts';

/** The SDK's wire format; its own type names each protocol there is. */
type Protocol = Readonly<Record<'serializeRequest' | 'deserializeResponse', (...given: never[]) => Promise<unknown>>>;

/** Steps for log lines, tracing and statistics about clients; and those whose outcome is the same for all calls. */
const LEFT_OUT = [
  'loggerMiddleware',
  'recursionDetectionMiddleware',
  'getUserAgentMiddleware',
  'contentLengthMiddleware',
  'hostHeaderMiddleware',
  'endpointV2Middleware',
  'httpAuthSchemeMiddleware',
];

const given = (...all: readonly object[]): never[] => [...all] as never[];

/** Keeps an answer's head with the error: how the SDK tells errors of the server, which it tries again. */
const withResponse = (error: unknown, response: object): unknown => {
  if (!(error instanceof Error)) return error;
  Object.defineProperty(error, '$response', { value: response, configurable: true });
  if (!('$metadata' in error) && 'statusCode' in response)
    Object.assign(error, { $metadata: { httpStatusCode: response.statusCode } });
  return error;
};

const answered = ({ statusCode = 0, headers = {} }: SdkResponse) => ({
  httpStatusCode: statusCode,
  requestId: headers['x-amzn-requestid'],
});

/** The steps for all commands of a class: wire format, retries, signature; the rest is known by now. */
export const leanSteps = async (
  command: DocumentCommand,
  { own, all: stack }: { readonly own: StepStack; readonly all: StepStack },
  config: ClientConfig,
): Promise<Step> => {
  const { url, scheme } = await chosenBy(command, own, config);
  const address = { protocol: url.protocol, hostname: url.hostname, path: url.pathname };
  const endpoint = { ...address, ...(url.port ? { port: Number(url.port) } : {}) };
  const protocol: Protocol = config.protocol;
  const serde = { ...config, endpoint: async () => endpoint };
  const operationOf = ({ __smithy_context: { operationSchema } }: CallContext) => {
    const [, namespace, name, traits, input, output] = operationSchema;
    return { namespace, name, traits, input, output };
  };
  const { inputKeyNodes, outputKeyNodes } = command;
  const serialize: Middleware = (next, context) => {
    // Every request of a class but for its body; the SDK's own, of an input without members.
    const head = protocol.serializeRequest(...given(operationOf(context), {}, serde)) as Promise<SdkRequest>;
    head.catch(() => undefined);
    return async (args) => {
      const { headers, ...rest } = await head;
      const request = { ...rest, headers: { ...headers, host: url.host }, body: writeInput(args.input, inputKeyNodes) };
      return next({ ...args, request });
    };
  };
  /** What is no answer as it should be goes the SDK's way: its errors are what is told and tried again. */
  const bySdk = async (context: CallContext, response: SdkResponse): Promise<unknown> => {
    try {
      return await protocol.deserializeResponse(...given(operationOf(context), serde, response));
    } catch (error) {
      throw withResponse(error, response);
    }
  };
  const deserialize: Middleware = (next, context) => async (args) => {
    const { response } = await next(args);
    const { statusCode, body } = response;
    if (statusCode !== 200 || !Buffer.isBuffer(body)) return { response, output: await bySdk(context, response) };
    try {
      const output = readOutput(body.toString('utf8'), outputKeyNodes);
      return { response, output: { ...output, $metadata: answered(response) } };
    } catch {
      return { response, output: await bySdk(context, response) };
    }
  };
  /** A copy for each call, since the signer writes into it; the next step takes it before anything else can run. */
  const choose: Middleware = (next, context) => (args) => {
    const { httpAuthOption } = scheme;
    const signingProperties = { ...httpAuthOption.signingProperties, context };
    context.__smithy_context.selectedHttpAuthScheme = {
      ...scheme,
      httpAuthOption: { ...httpAuthOption, signingProperties },
    };
    return next(args);
  };
  return stepsOf(command, stack, config, (all) => {
    for (const name of LEFT_OUT) all.remove(name);
    all.add(serialize as never, { name: 'serializerMiddleware', step: 'serialize', override: true });
    all.add(deserialize as never, { name: 'deserializerMiddleware', step: 'deserialize', override: true });
    all.addRelativeTo(choose as never, { name: 'choose', relation: 'before', toMiddleware: 'httpSigningMiddleware' });
  });
};
