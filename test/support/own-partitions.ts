import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { WRITTEN_PARTITIONS, type WritingFunction } from '../../shared/adapters/dynamodb/table-partitions.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Route } from '../../shared/http/routes/route.ts';

const running = new AsyncLocalStorage<WritingFunction>();

/** As IAM's `StringLike`: a star stands for any text, and nothing else is special. */
export const matchesPattern = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === pattern;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
};

interface Input {
  readonly Item?: { readonly pk: string };
  readonly Key?: { readonly pk: string };
  readonly RequestItems?: Readonly<
    Record<
      string,
      readonly { readonly PutRequest?: { Item: { pk: string } }; DeleteRequest?: { Key: { pk: string } } }[]
    >
  >;
}
const leadingKeys = (input: Input): readonly string[] =>
  [
    input.Item?.pk,
    input.Key?.pk,
    ...Object.values(input.RequestItems ?? {})
      .flat()
      .map(({ PutRequest, DeleteRequest }) => PutRequest?.Item.pk ?? DeleteRequest?.Key.pk),
  ].filter((pk) => pk !== undefined);

/** Runs something as a function of the stack would: what it writes outside its own partitions is denied. */
export const runAs = <T>(name: WritingFunction, work: () => T): T => running.run(name, work);

const NAMES: Readonly<Record<Route['function'], WritingFunction>> = {
  audit: 'Audit',
  auth: 'Auth',
  'fhir-api': 'FhirApi',
  'cds-hooks': 'CdsHooks',
  'order-events': 'OrderNotifier',
  pas: 'Pas',
  'rule-packs': 'RulePacks',
};
/** The same for whichever function answers a route; anything that is no route is the API's. */
export const runAsRoute = <T>(method: string, path: string, work: () => T): T => {
  const route = ROUTES.find((one) => one.method === method && one.path === path);
  return runAs(NAMES[route?.function ?? 'fhir-api'], work);
};

/** What was written by whom since the tests of a file began. */
export const written = new Map<WritingFunction, Set<string>>();

/** Makes a client judge every write as the role of the function that runs would. */
export const guardPartitions = (client: DynamoDBDocumentClient): void =>
  client.middlewareStack.add(
    (next, context) => (args) => {
      const name = running.getStore();
      if (name && /^(Put|Update|Delete|BatchWrite)/.test(String(context.commandName)))
        for (const pk of leadingKeys(args.input as Input)) {
          const pattern = WRITTEN_PARTITIONS[name].find((one) => matchesPattern(one, pk));
          if (pattern === undefined)
            throw Object.assign(new Error(`${name} may not write ${pk.split('#').slice(0, 3).join('#')}`), {
              name: 'AccessDeniedException',
              $metadata: {},
            });
          written.set(name, (written.get(name) ?? new Set()).add(pattern));
        }
      return next(args);
    },
    { step: 'initialize', name: 'guardPartitions', priority: 'high' },
  );
