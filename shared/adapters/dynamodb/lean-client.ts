import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TranslateConfig } from '@aws-sdk/lib-dynamodb';
import { leanSteps } from './lean-steps.ts';
import type { DocumentCommand, Step, StepStack } from './sdk-steps.ts';

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
  readonly #own: StepStack = this.middlewareStack.clone();

  static over(client: DynamoDBClient, marshallOptions: TranslateConfig['marshallOptions']): LeanDocumentClient {
    const lean = new LeanDocumentClient(keepSigner(client), { ...(marshallOptions ? { marshallOptions } : {}) });
    lean.#followChanges();
    return lean;
  }

  /** Steps somebody adds later count from then on. */
  #followChanges(): void {
    const stack: StepStack = this.middlewareStack;
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
