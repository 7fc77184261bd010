import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ServiceProcess, startProcess } from '../service-process.ts';
import type { Kill } from './kill-plan.ts';
import type { WatchedPayer } from './watched-payer.ts';

const STEERED = fileURLToPath(new URL('../steered.mjs', import.meta.url));
const STEP_MS = 300_000;
/** Waited for the next try of what a dead life left; then its clock is moved there. */
const PAUSE_MS = 3_000;

/** True where the service has died of it. */
interface Stops {
  before?: () => boolean;
  after?: () => boolean;
}

/** A service that dies as it is planned, one death a life, and is started again on its folder by whoever needs it. */
export const steeredService = (
  environment: Readonly<Record<string, string>>,
  plan: readonly Kill[],
  payer: WatchedPayer,
  ehr: Stops,
) => {
  let lives = 0;
  let aheadMs = 0;
  let running: ServiceProcess | undefined;
  let isGone = true;
  const deaths: Kill[] = [];

  /** By its id, from outside, at an exchange. */
  const arm = ({ at, when }: Kill, { pid }: ServiceProcess): void => {
    for (const stops of [payer.stops, ehr]) {
      delete stops.before;
      delete stops.after;
    }
    if (at === 'write') return;
    const stops = at === 'payer' ? payer.stops : ehr;
    stops[when] = () => {
      delete stops[when];
      return !isGone && process.kill(pid, 'SIGKILL');
    };
  };

  const start = async (): Promise<ServiceProcess> => {
    const kill = plan[lives++];
    const dies = kill?.at === 'write' ? { DIE_AT: `${kill.count} ${kill.when}` } : {};
    if (kill) deaths.push(kill);
    const options = { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${STEERED}` };
    const service = await startProcess({ ...environment, ...options, ...dies, CLOCK_AHEAD_MS: String(aheadMs) });
    isGone = false;
    running = service;
    service.gone.then(() => {
      isGone = true;
    });
    if (kill) arm(kill, service);
    return service;
  };
  /** Until one lives: it may die while it starts. */
  const alive = async (): Promise<ServiceProcess> => {
    while (isGone || !running) await start().catch(() => undefined);
    return running;
  };

  /** Five minutes on. */
  const later = (): void => {
    aheadMs += STEP_MS;
    if (running && !isGone) process.kill(running.pid, 'SIGUSR2');
  };

  return {
    /** Deaths that were planned for the lives it had. */
    deaths,
    alive,
    /**
     * Does something until it is done: a life may end in the middle. Patience is with one life, since a busy machine takes long to begin the next
     * one, and pauses between tries, which grow with each death, pass by the service's own clock.
     */
    until: async (what: string, work: (url: string) => Promise<boolean>, patienceMs = 90_000): Promise<void> => {
      let life = -1;
      let since = 0;
      let moved = 0;
      let said = 'it is not so yet';
      const tell = (error: unknown): false => {
        said = String(error);
        return false;
      };
      for (;;) {
        const { url } = await alive();
        if (life !== lives) {
          life = lives;
          since = Date.now();
          moved = since;
        }
        if (await work(url).catch(tell)) return;
        if (Date.now() - since > patienceMs)
          throw new Error(`Not within ${patienceMs / 1_000} s: ${what}, ${said}. ${running?.said() ?? ''}`);
        if (Date.now() - moved > PAUSE_MS) {
          moved = Date.now();
          later();
        }
        await sleep(200);
      }
    },
    later,
    close: async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> =>
      running && !isGone ? running.stop(signal) : null,
  };
};
export type SteeredService = ReturnType<typeof steeredService>;
