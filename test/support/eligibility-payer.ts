import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CoverageEligibilityRequest, CoverageEligibilityResponse } from 'fhir/r4';

export type EligibilityAnswer = Partial<CoverageEligibilityResponse> | string | number | { readonly afterMs: number };

/** A payer's server that says what the test wants and keeps what it was asked. */
export const startEligibilityPayer = async () => {
  const asked: CoverageEligibilityRequest[] = [];
  const payer: { says: EligibilityAnswer } = {
    says: { insurance: [{ coverage: { reference: '#coverage' }, inforce: true }] },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url !== '/fhir/CoverageEligibilityRequest/$submit') return void response.writeHead(404).end('{}');
    const question = JSON.parse(String(Buffer.concat(chunks))) as CoverageEligibilityRequest;
    asked.push(question);
    const { says } = payer;
    if (typeof says === 'number') return void response.writeHead(says).end('{}');
    if (typeof says === 'object' && 'afterMs' in says)
      await new Promise((resolve) => setTimeout(resolve, says.afterMs));
    const answer = {
      resourceType: 'CoverageEligibilityResponse',
      status: 'active',
      purpose: ['validation'],
      patient: { display: 'as asked' },
      created: '2026-11-25',
      request: { display: 'as asked' },
      outcome: 'complete',
      insurer: { display: 'the payer' },
      ...(typeof says === 'object' ? says : {}),
    };
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    response.end(typeof says === 'string' ? says : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { origin, asked, payer, close };
};
