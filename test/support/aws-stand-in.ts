import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsCall {
  readonly target: string;
  readonly input: unknown;
}
export type AwsReply = (call: AwsCall, count: number) => { readonly status?: number; readonly body: unknown };

/** An AWS service that answers what the test says: for what the local host never does, such as failing in part. */
export const startAwsStandIn = async (reply: AwsReply) => {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = { target: String(request.headers['x-amz-target']), input: JSON.parse(String(Buffer.concat(chunks))) };
    calls.push(call);
    const { status = 200, body } = reply(call, calls.length);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
