import { json, pick } from '../crash/kept.ts';
import type { Caller } from '../crash/traffic.ts';
import { appointment } from '../support/appointments.ts';
import { inDays } from '../support/days.ts';
import { claim, evidence, list, request, rows } from '../support/messages-at-limits.ts';

/** One heavy request for so many that are not: each takes as much as a few dozen of those. */
const AMONG = 10;
const LONG = 'x y '.repeat(100_000);
const csv = { 'content-type': 'text/csv', accept: 'application/fhir+json' };

const asked = (path: string, body: unknown, headers: Readonly<Record<string, string>> = json) => ({
  path,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
});
/** An appointment whose references are a book. */
const longVisit = () => {
  const visit = { ...appointment('long', 'nobody', `${inDays(14)}T09:00:00-05:00`), basedOn: [{ reference: LONG }] };
  return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: visit }] };
};

/** What the documented limits allow, and what is just beyond them. */
const HEAVY = [
  () => asked('/r4/Claim/$check', claim(999)),
  () => asked('/r4/CoverageEligibilityRequest/$submit', request(999)),
  () => asked('/r4/ServiceRequest/$assess', evidence(2_000)),
  () => asked('/r4/$worklist?_count=1000', rows(400, 10), csv),
  () => asked('/r4/$worklist', `order,start\n"${'"'.repeat(200_000)},2026-06-15`, csv),
  () => asked('/r4/$worklist', longVisit()),
  () => asked('/r4/Claim/$check', claim(1_200)),
  () => ({ path: `/r4/Task?_id=${list(100, (n) => `soak..h${n}`).join(',')}`, headers: {} }),
];

/** Callers at the limits: refused or answered, never failed, however many others ask meanwhile. */
export const makeHeavy = (): readonly Caller[] => [
  async (url) => {
    if (pick(AMONG) !== 0) return;
    const { path, ...sent } = HEAVY[pick(HEAVY.length)]!();
    const method = 'body' in sent ? 'POST' : 'GET';
    const response = await fetch(`${url}${path}`, { method, ...sent, signal: AbortSignal.timeout(60_000) });
    await response.text();
    if (response.status >= 500) throw new Error(`at a limit: ${path.split('?')[0]} ${response.status}`);
  },
];
