import { SANDBOX_TENANT } from '../environment.ts';
import { type Script, scriptsIn } from './script.ts';
import { sceneOf, writeOrder } from './write-order.ts';
import { writeDecision, writeVisit } from './write-step.ts';

/** One message of a situation as the system it stands for would send it; the page sends it, and shows what it gets. */
interface SituationMessage {
  readonly kind: 'order' | 'decision' | 'slot';
  readonly path: string;
  readonly body: string;
  readonly about: string;
}

/** What moves the sandbox's clock is for a command: the page would be left in another day. */
const isForPage = ({ steps }: Script): boolean => steps.every((step) => !('clock' in step));

const scripts = (): readonly Script[] => [...scriptsIn('demo-day'), ...scriptsIn('situations')].filter(isForPage);

export const listSituations = () => ({
  tenant: SANDBOX_TENANT,
  situations: scripts().map(({ id, shows }) => ({ id, shows })),
});

interface Moment {
  /** Tells one run from another. */
  readonly tag: string;
  readonly now: string;
  readonly today: string;
  readonly timeZone: string;
}

/** The messages of a situation for one run, in their order; `undefined` where there is no such situation. */
export const situationNamed = (name: string, { tag, now, today, timeZone }: Moment) => {
  const script = scripts().find(({ id }) => id === name);
  if (!script) return undefined;
  const scene = sceneOf(script, tag, today, timeZone);
  const order = `/r4/ServiceRequest/${scene.id}`;
  const messageOf = (step: Script['steps'][number]): readonly SituationMessage[] => {
    if ('order' in step)
      return [
        {
          kind: 'order',
          path: '/r4/ServiceRequest/$assess',
          body: JSON.stringify(writeOrder(script, scene, step.order)),
          about: step.order,
        },
      ];
    if ('decision' in step)
      return [
        {
          kind: 'decision',
          path: `${order}/$record-decision`,
          body: JSON.stringify(writeDecision(step.decision, scene, now)),
          about: step.decision.decision,
        },
      ];
    if (!('visit' in step)) return [];
    const { visit } = step;
    const asWritten = writeVisit(visit, scene, now);
    // In the afternoon a slot of this morning would only ever be told to be past.
    const isOver = visit.day === 0 && asWritten.start < now;
    const { start } = isOver ? writeVisit({ ...visit, day: 1 }, scene, now) : asWritten;
    const body = JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: start }] });
    return [{ kind: 'slot', path: `${order}/$bookable`, body, about: start }];
  };
  const first: SituationMessage = {
    kind: 'order',
    path: '/r4/ServiceRequest/$assess',
    body: JSON.stringify(writeOrder(script, scene)),
    about: 'active',
  };
  return { id: script.id, shows: script.shows, order: scene.id, messages: [first, ...script.steps.flatMap(messageOf)] };
};
