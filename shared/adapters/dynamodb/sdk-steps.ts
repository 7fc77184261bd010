import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Places } from './wire-format.ts';

export type ClientConfig = DynamoDBClient['config'];
export type StepStack = DynamoDBClient['middlewareStack'];
export interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
/** What passes the SDK's steps of one call, and what comes back. */
interface Called {
  readonly input: object;
  readonly request?: SdkRequest;
}
export interface SdkResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface Answered {
  readonly response: SdkResponse;
  readonly output: unknown;
}
export type Step = (args: Called) => Promise<Answered>;
export type Middleware = (next: Step, context: CallContext) => Step;

/** The signature the SDK chose: region and service, and the notes it makes of one call's clock. */
interface Scheme {
  readonly httpAuthOption: { readonly signingProperties?: object };
}
export interface CallContext {
  readonly endpointV2?: { readonly url: URL };
  readonly __smithy_context: { selectedHttpAuthScheme?: Scheme; readonly operationSchema: readonly unknown[] };
}
/** A command of the document client: values of JavaScript around a command of the client. */
export interface DocumentCommand extends Called {
  readonly middlewareStack: StepStack;
  readonly clientCommand: Called & {
    /** Number, namespace and name of the operation, its traits, input and output. */
    readonly schema?: readonly unknown[];
    resolveMiddleware(stack: object, config: ClientConfig): Step;
  };
  readonly inputKeyNodes: Places;
  readonly outputKeyNodes: Places;
}

/** The SDK's steps for a command, changed before they are put together. */
export const stepsOf = (
  command: DocumentCommand,
  stack: StepStack,
  config: ClientConfig,
  change: (all: StepStack) => void,
): Step => {
  const client = stack.concat(command.middlewareStack);
  const concat = (own: StepStack): StepStack => {
    const all = client.concat(own);
    change(all);
    return all;
  };
  return command.clientCommand.resolveMiddleware({ ...client, concat }, config);
};

/** Has the SDK choose endpoint and signature as it does for every call, and goes no further. */
export const chosenBy = async (command: DocumentCommand, stack: StepStack, config: ClientConfig) => {
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
