import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { handler } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { LeanDocumentClient } from '../../shared/adapters/dynamodb/lean-client.ts';

/** Until the engine has compiled what is hot: it goes on doing so for thousands of calls. */
const WARM_UP = 4_000;
const CALLS = 2_000;

const eventOf = (body: string): APIGatewayProxyEvent => {
  const event: Partial<APIGatewayProxyEvent> = {
    resource: '/cds-services/{id}',
    path: '/cds-services/order-sign-crd',
    httpMethod: 'POST',
    headers: { 'content-type': 'application/json' },
    pathParameters: { id: 'order-sign-crd' },
    body,
    isBase64Encoded: false,
  };
  return event as APIGatewayProxyEvent;
};

const call = async (body: string): Promise<void> => {
  const { statusCode } = await handler(eventOf(body), lambdaContext('cds-hooks'));
  if (statusCode !== 200) throw new Error(`order-sign answered ${statusCode}`);
};

type Send = (command: object, ...rest: readonly unknown[]) => unknown;
const setSend = (send: Send) =>
  Object.defineProperty(LeanDocumentClient.prototype, 'send', { value: send, configurable: true });

/** From here on the table's client gives at once what the table answered to one real call. */
const answerFromMemory = async (body: string): Promise<void> => {
  const real = LeanDocumentClient.prototype.send;
  const answers = new Map<string, unknown>();
  setSend(async function (this: DynamoDBDocumentClient, command, ...rest) {
    const answer = await Reflect.apply(real, this, [command, ...rest]);
    answers.set(command.constructor.name, answer);
    return answer;
  });
  await call(body);
  setSend(async (command) => answers.get(command.constructor.name));
};

/** Milliseconds of CPU the handler takes for one order-sign, the table's client left out; the open harness's last act. */
export const handlerCpu = async (nextBody: () => string, close: () => Promise<void>): Promise<number> => {
  await answerFromMemory(nextBody());
  // Schedules and queues would go on working beside it.
  await close();
  for (let done = 0; done < WARM_UP; done++) await call(nextBody());
  const before = process.cpuUsage();
  for (let done = 0; done < CALLS; done++) await call(nextBody());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / CALLS;
};
