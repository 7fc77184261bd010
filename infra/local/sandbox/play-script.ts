import { assess } from '../../../shared/app/assess/assess.ts';
import { recordDecision } from '../../../shared/app/authorization/record-decision.ts';
import { recordVisit } from '../../../shared/app/authorization/record-visit.ts';
import type { Caller } from '../../../shared/app/ports/caller.ts';
import type { Result } from '../../../shared/core/model/result.ts';
import { readDecision } from '../../../shared/fhir/read/read-decision.ts';
import { readVisit } from '../../../shared/fhir/read/read-visit.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { readParsedInquiry } from '../../../shared/handlers/read-inquiry.ts';
import type { Script, ScriptStep } from './script.ts';
import { type Scene, writeOrder } from './write-order.ts';
import { writeDecision, writeVisit } from './write-step.ts';

const taken = <T>(result: Result<T>, id: string): T => {
  if (!result.ok) throw new Error(`The sandbox script ${id} fails: ${result.problems[0]?.says}`);
  return result.value;
};

/** Plays a script by the use cases behind the endpoints, as an EHR, a scheduler and staff would bring it about. */
export const playScript = async (script: Script, scene: Scene, caller: Caller, opened: Container): Promise<void> => {
  const { ports } = opened;
  const { id, timeZone } = scene;
  const order = async (status?: string): Promise<void> => {
    const message = writeOrder(script, scene, status);
    await assess(taken(readParsedInquiry(message, 'assess', caller.receivedAt, timeZone, opened), id), caller, ports);
  };
  const play = async (step: ScriptStep): Promise<void> => {
    if ('order' in step) return order(step.order);
    if ('decision' in step) {
      const decision = taken(
        readDecision(writeDecision(step.decision, scene, caller.receivedAt), caller.receivedAt),
        id,
      );
      taken(await recordDecision({ orderId: id, source: caller.source, decision }, caller, ports), id);
    }
    if ('visit' in step) {
      // A time of its own for each report, or the second would count as a redelivery of the first.
      const visit = taken(readVisit(writeVisit(step.visit, scene, ports.clock.now()) as never), id);
      await recordVisit(visit, id, caller, ports);
    }
  };
  await order();
  for (const step of script.steps) await play(step);
};
