import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TranslateConfig } from '@aws-sdk/lib-dynamodb';
import { type Places, readOutput, writeInput } from './wire-format.ts';

type Config = DynamoDBClient['config'];
type Stack = DynamoDBClient['middlewareStack'];
/** What passes the SDK's steps of one call, and what comes back. */
interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
interface Called {
  readonly input: object;
  readonly request?: Request;
}
interface Response {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface Answered {
  readonly response: Response;
  readonly output: unknown;
}
type Step = (args: Called) => Promise<Answered>;
type Middleware = (next: Step, context: Context) => Step;

/** The signature the SDK chose: region and service, and the notes it makes of one call's clock. */
interface Scheme {
  readonly httpAuthOption: { readonly signingProperties?: object };
}
interface Context {
  readonly endpointV2?: { readonly url: URL };
  readonly __smithy_context: { selectedHttpAuthScheme?: Scheme; readonly operationSchema: readonly unknown[] };
}
/** A command of the document client: values of JavaScript around a command of the client. */
interface DocumentCommand extends Called {
  readonly middlewareStack: Stack;
  readonly clientCommand: Called & {
    /** Number, namespace and name of the operation, its traits, input and output. */
    readonly schema?: readonly unknown[];
    resolveMiddleware(stack: object, config: Config): Step;
  };
  readonly inputKeyNodes: Places;
  readonly outputKeyNodes: Places;
}
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

/** The SDK's steps for a command, changed before they are put together. */
const stepsOf = (command: DocumentCommand, stack: Stack, config: Config, change: (all: Stack) => void): Step => {
  const client = stack.concat(command.middlewareStack);
  const concat = (own: Stack): Stack => {
    const all = client.concat(own);
    change(all);
    return all;
  };
  return command.clientCommand.resolveMiddleware({ ...client, concat }, config);
};

/** Has the SDK choose endpoint and signature as it does for every call, and goes no further. */
const chosenBy = async (command: DocumentCommand, stack: Stack, config: Config) => {
  let chosen: { readonly url: URL; readonly scheme: Scheme } | undefined;
  const look: Middleware = (_next, context) => async () => {
    const { endpointV2, __smithy_context: about } = context;
    if (endpointV2 && about.selectedHttpAuthScheme)
      chosen = { url: endpointV2.url, scheme: about.selectedHttpAuthScheme };
    return { response: {}, output: {} };
  };
  const steps = stepsOf(command, stack, config, (all) =>
    all.addRelativeTo(look as never, { name: 'look', relation: 'before', toMiddleware: 'serializerMiddleware' }),
  );
  await steps(command.clientCommand);
  if (!chosen) throw new Error('The SDK chose no endpoint for DynamoDB.');
  return chosen;
};

const given = (...all: readonly object[]): never[] => [...all] as never[];

/** Keeps an answer's head with the error: how the SDK tells errors of the server, which it tries again. */
const withResponse = (error: unknown, response: object): unknown => {
  if (!(error instanceof Error)) return error;
  Object.defineProperty(error, '$response', { value: response, configurable: true });
  if (!('$metadata' in error) && 'statusCode' in response)
    Object.assign(error, { $metadata: { httpStatusCode: response.statusCode } });
  return error;
};

const answered = ({ statusCode = 0, headers = {} }: Response) => ({
  httpStatusCode: statusCode,
  requestId: headers['x-amzn-requestid'],
});

/** The steps for all commands of a class: wire format, retries, signature; the rest is known by now. */
const leanSteps = async (
  command: DocumentCommand,
  { own, all: stack }: { readonly own: Stack; readonly all: Stack },
  config: Config,
): Promise<Step> => {
  const { url, scheme } = await chosenBy(command, own, config);
  const address = { protocol: url.protocol, hostname: url.hostname, path: url.pathname };
  const endpoint = { ...address, ...(url.port ? { port: Number(url.port) } : {}) };
  const protocol: Protocol = config.protocol;
  const serde = { ...config, endpoint: async () => endpoint };
  const operationOf = ({ __smithy_context: { operationSchema } }: Context) => {
    const [, namespace, name, traits, input, output] = operationSchema;
    return { namespace, name, traits, input, output };
  };
  const { inputKeyNodes, outputKeyNodes } = command;
  const serialize: Middleware = (next, context) => {
    // Every request of a class but for its body; the SDK's own, of an input without members.
    const head = protocol.serializeRequest(...given(operationOf(context), {}, serde)) as Promise<Request>;
    head.catch(() => undefined);
    return async (args) => {
      const { headers, ...rest } = await head;
      const request = { ...rest, headers: { ...headers, host: url.host }, body: writeInput(args.input, inputKeyNodes) };
      return next({ ...args, request });
    };
  };
  /** What is no answer as it should be goes the SDK's way: its errors are what is told and tried again. */
  const bySdk = async (context: Context, response: Response): Promise<unknown> => {
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

/** Operations whose input holds nothing the SDK adds to, as it adds tokens to a transaction. */
const PLAIN: ReadonlySet<unknown> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
]);
const isPlain = (command: object): command is DocumentCommand => {
  const { clientCommand } = command as Partial<DocumentCommand>;
  return PLAIN.has(clientCommand?.schema?.[2]);
};

/** One signer for all calls; its keys follow the day, its credentials the SDK's own provider. */
const keepSigner = (client: DynamoDBClient): DynamoDBClient => {
  const { config } = client;
  const make = config.signer;
  let signer: ReturnType<typeof make> | undefined;
  config.signer = (scheme) => {
    signer ??= make(scheme);
    return signer;
  };
  return client;
};

/**
 * The SDK's document client without what it does anew for each call and comes to the same: putting its steps together,
 * looking for endpoint and signature, making a signer, writing values in one form and then in another. That was half of a
 * call's time. Errors, retries and credentials are the SDK's own. A call with options, or of another command, goes the
 * SDK's whole way.
 */
export class LeanDocumentClient extends DynamoDBDocumentClient {
  readonly #steps = new Map<unknown, Promise<Step>>();
  /** The SDK's own steps: what others add is no part of choosing an endpoint. */
  readonly #own: Stack = this.middlewareStack.clone();

  static over(client: DynamoDBClient, marshallOptions: TranslateConfig['marshallOptions']): LeanDocumentClient {
    const lean = new LeanDocumentClient(keepSigner(client), { ...(marshallOptions ? { marshallOptions } : {}) });
    lean.#followChanges();
    return lean;
  }

  /** Steps somebody adds later count from then on. */
  #followChanges(): void {
    const stack: Stack = this.middlewareStack;
    for (const name of ['add', 'addRelativeTo', 'use', 'remove', 'removeByTag'] as const) {
      const change = stack[name] as (...given: never[]) => never;
      Object.assign(stack, {
        [name]: (...given: never[]) => {
          this.#steps.clear();
          return change(...given);
        },
      });
    }
  }

  stepsFor(command: DocumentCommand): Promise<Step> {
    let steps = this.#steps.get(command.constructor);
    if (!steps) {
      steps = leanSteps(command, { own: this.#own, all: this.middlewareStack }, this.config);
      this.#steps.set(command.constructor, steps);
      steps.catch(() => this.#steps.delete(command.constructor));
    }
    return steps;
  }
}

Object.defineProperty(LeanDocumentClient.prototype, 'send', {
  configurable: true,
  value: async function (this: LeanDocumentClient, command: object, ...rest: readonly unknown[]): Promise<unknown> {
    if (rest.length > 0 || !isPlain(command))
      return Reflect.apply(DynamoDBDocumentClient.prototype.send, this, [command, ...rest]);
    const steps = await this.stepsFor(command);
    return (await steps(command.clientCommand)).output;
  },
});
