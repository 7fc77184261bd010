import type { Visit } from '../../../client/index.ts';
import { now, today } from '../../clock.ts';
import { session, tenant } from '../../state/session.ts';

/** Visits of the demo day a local service puts into its sandbox when it starts. */
export const DEMO_VISITS = 14;
/** Where the first one has not come by then, none will: the demo day is off. */
const BEGINS_MS = 4_000;
/** Who waits this long sees what there is. */
const ENDS_MS = 30_000;

interface Opened {
  /** The list is the demo day's: the sandbox of an open service, today. */
  readonly isDemo: boolean;
  readonly sinceMs: number;
}

/** How many visits stand already while the demo day is still being filled; undefined once the list can be shown. */
export const filledSoFar = (rows: readonly Visit[], { isDemo, sinceMs }: Opened): number | undefined => {
  const visits = rows.filter(({ appointment }) => appointment !== undefined).length;
  const isOver = !isDemo || visits >= DEMO_VISITS || sinceMs > ENDS_MS || (visits === 0 && sinceMs > BEGINS_MS);
  return isOver ? undefined : visits;
};

export const openedAt = (date: string, at: Date): Opened => {
  const current = session.value;
  const isSandbox = current?.mode === 'open' && current.tenants.length > 1 && tenant.value === current.tenant;
  return { isDemo: isSandbox && date === today(), sinceMs: now().getTime() - at.getTime() };
};
