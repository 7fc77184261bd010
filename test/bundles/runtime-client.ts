import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What runs inside the emulated sandbox instead of Lambda's own runtime: the documented Runtime API, nothing more. */
type Handler = (event: unknown, context: object) => unknown;
interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const { AWS_LAMBDA_RUNTIME_API = '', LAMBDA_TASK_ROOT = '', _HANDLER = '', AWS_LAMBDA_FUNCTION_NAME } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const call = (method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const url = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime${path}`;
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const errorOf = (error: unknown): string => {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
};

const load = async (): Promise<Handler> => {
  const [file = '', name = ''] = _HANDLER.split('.');
  const loaded: Record<string, Handler> = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
  const handler = loaded[name];
  if (!handler) throw new Error(`${_HANDLER} is undefined or not exported`);
  return handler;
};

const handler = await load().catch(async (error: unknown) => {
  await call('POST', '/init/error', errorOf(error));
  return process.exit(1);
});

for (;;) {
  const { headers, body } = await call('GET', '/invocation/next');
  const id = String(headers['lambda-runtime-aws-request-id']);
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const context = {
    awsRequestId: id,
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    const value = await handler(JSON.parse(body), context);
    await call('POST', `/invocation/${id}/response`, JSON.stringify(value ?? null));
  } catch (error) {
    await call('POST', `/invocation/${id}/error`, errorOf(error));
  }
}
