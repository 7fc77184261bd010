import { Refusal } from '../refusal.ts';

/** One call to the local service's emulation of an AWS service. */
export const callAws = async (url: string, target: string, input: object): Promise<Record<string, unknown>> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new Refusal(`No service answers at ${url}. Start one with npm start.`);
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Refusal(`${target}: ${answer.message ?? response.status}`);
  return answer;
};
