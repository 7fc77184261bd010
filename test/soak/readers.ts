import { json, pick, SOURCE } from '../crash/kept.ts';
import type { Caller } from '../crash/traffic.ts';
import { appointment } from '../support/appointments.ts';
import { inDays } from '../support/days.ts';
import { claimMessage } from '../support/endpoint-messages.ts';

const START = `${inDays(14)}T09:00:00-05:00`;
const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: START }] };

/** Callers who only ask. Whatever they are told must be an answer. */
export const makeReaders = (answered: ReadonlySet<string>): readonly Caller[] => {
  const known = (): string => [...answered][pick(answered.size)] ?? 'nobody';
  const ask = async (url: string, path: string, body?: object): Promise<void> => {
    const sent = body ? { method: 'POST', headers: json, body: JSON.stringify(body) } : {};
    const response = await fetch(`${url}${path}`, { ...sent, signal: AbortSignal.timeout(10_000) });
    await response.text();
    if (!response.ok && response.status !== 404) throw new Error(`${path.split('?')[0]} ${response.status}`);
  };
  const worklist = () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: Array.from({ length: 10 }, (_, n) => ({ resource: appointment(`a${n}`, known(), START) })),
  });
  return [
    (url) => ask(url, `/r4/ServiceRequest/${known()}/$authorization-status?source=${SOURCE}`),
    (url) => ask(url, `/r4/ServiceRequest/${known()}/$bookable?source=${SOURCE}`, slot),
    (url) => ask(url, `/r4/Task?focus=ServiceRequest/${known()}`),
    (url) => ask(url, '/r4/CoverageEligibilityResponse?patient=demo-patient-1&_count=5'),
    (url) => ask(url, '/r4/Claim/$check', claimMessage()),
    (url) => ask(url, `/r4/$worklist?source=${SOURCE}`, worklist()),
    (url) => ask(url, '/r4/metadata'),
  ];
};
