import { computed } from '@preact/signals';
import { createClient, StresspassError } from '../client/index.ts';
import { setSite } from './clock.ts';
import { session, tenant } from './state/session.ts';
import { words } from './words/words.ts';

/** A reader waits: one more try is soon enough, and a busy service says when to come back. */
const client = createClient({ attempts: 2, longestPauseMs: 2_000 });
const chosen = computed(() => (tenant.value ? client.forTenant(tenant.value) : client));

/** The service, as the tenant chosen in open mode or as that of the session. */
export const api = () => chosen.value;

/** Somebody was faster; a 409 is something else, though FHIR calls both a conflict. */
export const OVERTAKEN = 'overtaken';

export interface Problem {
  readonly says: string;
  readonly fix: string;
  readonly code: string;
}

/** What went wrong, in words for people; the service's own where it answered. */
export const problemOf = (error: unknown): Problem => {
  if (!(error instanceof StresspassError)) return { says: words.problem.unknown, fix: '', code: 'exception' };
  const { status, message, resolution, code } = error;
  if (status === 0 && code !== 'value')
    return { says: words.problem.offline, fix: words.problem.offlineFix, code: 'offline' };
  return { says: message, fix: resolution, code: status === 412 ? OVERTAKEN : code };
};

/** Opens the session, and with it the tenant this page starts in. */
export const openSession = async (): Promise<void> => {
  try {
    const opened = await client.session();
    if (opened.mode === 'open') tenant.value = opened.tenant || undefined;
    if (opened.mode !== 'signed-out') setSite(opened.timeZone, opened.today);
    session.value = opened;
  } catch (error) {
    // A service without sessions is an open one of a single tenant.
    if (!(error instanceof StresspassError) || error.status !== 404) throw error;
    session.value = { mode: 'open', tenant: '', tenants: [] };
  }
};

/** Ends the session here, then the one at the issuer; out of a frame, since issuers refuse to be shown in one. */
export const signOut = async (): Promise<void> => {
  try {
    const issuer = await client.signOut();
    open(issuer ?? '/', '_top');
  } catch (error) {
    // One that had ended already needs no second end.
    if (!(error instanceof StresspassError) || error.status !== 401) throw error;
    open('/', '_top');
  }
};
