import { SANDBOX_TENANT } from '../../local/environment.ts';
import { type Script, scriptsIn } from '../../local/sandbox/script.ts';
import { sceneOf } from '../../local/sandbox/write-order.ts';
import { eventLine, readPublished } from '../events/published.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';
import { moveClock } from './clock.ts';
import { type Happened, performScript } from './perform-script.ts';

/** Every script of the sandbox: its situations, then the visits of the demo day. */
const SCRIPTS = (): readonly Script[] => [...scriptsIn('situations'), ...scriptsIn('demo-day')];

const listed = (scripts: readonly Script[]): readonly string[] =>
  scripts.map(({ id, shows }) => `${id.padEnd(28)}${shows}`);

const linesOf = ({ step, state, advice, says }: Happened): readonly string[] => [
  `${step}`,
  `  State    ${state}`,
  `  Advice   ${advice}`,
  ...(says ? [`  Answer   ${says}`] : []),
];

/** Plays a situation in the running service through its endpoints, as a run of its own, and tells what each step did. */
export const triggerSituation = async (
  name: string | undefined,
  options: ServiceOption & JsonOption,
): Promise<ExitCode> => {
  const scripts = SCRIPTS();
  if (name === undefined) {
    print(
      options,
      scripts.map(({ id, shows }) => ({ id, shows })),
      listed(scripts),
    );
    return 0;
  }
  const script = scripts.find(({ id }) => id === name);
  if (!script) throw wrongUsage(`There is no situation "${name}"; npx stresspass sandbox trigger lists them.`);
  const url = await findService(options.url);
  const { Now, Today } = await moveClock(url, undefined);
  const { Next: before } = await readPublished(url);
  const tag = Date.now().toString(36);
  const scene = sceneOf(script, tag, Today, 'America/Chicago');
  const { happened, events } = await performScript(script, scene, { url, tenant: SANDBOX_TENANT, now: Now, before });
  print(options, { order: scene.id, happened, events }, [
    `${script.shows}. Order ${scene.id}, tenant ${SANDBOX_TENANT}.`,
    ...happened.flatMap(linesOf),
    ...(events.length ? ['Events', ...events.map((event) => `  ${eventLine(event)}`)] : []),
    ...(script.steps.some((step) => 'clock' in step)
      ? ['The clock of the sandbox stays ahead: npx stresspass sandbox clock reset puts it back.']
      : []),
    `Status   STRESSPASS_TENANT=${SANDBOX_TENANT} npx stresspass order status ${scene.id}`,
  ]);
  return 0;
};
