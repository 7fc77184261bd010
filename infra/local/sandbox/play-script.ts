import { handlers } from '../../../functions/fhir-api/index.ts';
import { clockFor } from '../../../shared/app/access/clock-for.ts';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { handleVisit } from '../../../shared/handlers/events/handle-visit.ts';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import type { Script, ScriptStep } from './script.ts';
import { type Scene, writeOrder } from './write-order.ts';
import { writeDecision, writeVisit } from './write-step.ts';

/** Under whose source it plays. */
interface Stage {
  readonly tenant: Tenant;
  readonly source: string;
  readonly receivedAt: string;
  /** Moves the tenant's clock; a script without such a step needs none. */
  readonly move?: (days: number) => Promise<void>;
}

const failed = (id: string, what: unknown): Error =>
  new Error(`The sandbox script ${id} fails: ${JSON.stringify(what)}`);

/** Plays a script by the endpoints' own handlers, as an EHR, a scheduling system and staff would bring it about. */
export const playScript = async (script: Script, scene: Scene, stage: Stage, opened: Container): Promise<void> => {
  const { tenant, source, receivedAt } = stage;
  const { id } = scene;
  const post = async (handler: 'assess' | 'record-decision', message: object): Promise<void> => {
    const route = ROUTES.find((one) => one.handler === handler);
    if (!route) throw failed(id, handler);
    const { status, body } = await handlers[handler](
      {
        route,
        params: { id },
        query: { source: [source] },
        headers: {},
        body: JSON.stringify(message),
        receivedAt,
        identity: { tenant: tenant.id },
      },
      opened,
    );
    if (status !== 200) throw failed(id, body);
  };
  const visit = async (resource: object): Promise<void> => {
    const body = JSON.stringify({ source, resource });
    const message = { id, tenant: tenant.id, source, receivedAt, body, state: 'waiting' } as const;
    const done = await handleVisit(message, opened);
    if (!done.ok) throw failed(id, done.problems);
  };
  const play = async (step: ScriptStep): Promise<void> => {
    if ('clock' in step) return stage.move?.(step.clock);
    if ('order' in step) return post('assess', writeOrder(script, scene, step.order));
    if ('decision' in step) return post('record-decision', writeDecision(step.decision, scene, receivedAt));
    // A time of its own for each report, or the second would count as a redelivery of the first.
    if ('visit' in step) return visit(writeVisit(step.visit, scene, clockFor(tenant, opened.ports.clock).now()));
  };
  await post('assess', writeOrder(script, scene));
  for (const step of script.steps) await play(step);
};
