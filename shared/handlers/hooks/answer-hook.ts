import type { Caller } from '../../app/ports/caller.ts';
import { openExactJson } from '../../cds-hooks/exact-json.ts';
import type { HookCall, HookService } from '../../cds-hooks/hook-service.ts';
import { readHookCall } from '../../cds-hooks/read-hook-call.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import { callerOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { refuse, refuseMessage } from '../reply.ts';
import { answerCall } from './answer-call.ts';
import { hookDeadlines } from './hook-asked.ts';
import { replyOf } from './hook-outcome.ts';

/** Orders of a registered EHR are identified by that EHR's server. */
const fromServer = (caller: Caller, { server }: HookCall): Caller => {
  const source = caller.tenant.sources.find(({ fhir }) => fhir !== undefined && fhir.base === server?.base);
  return source ? { ...caller, source: source.id } : caller;
};

/** One call of a service, from request body to reply. */
export const answerHook = async (
  request: Request,
  service: HookService,
  container: Container,
  stopMs: number = BOUNDS.hookMs,
): Promise<Reply> => {
  const by = hookDeadlines(request.arrivedMs ?? container.ports.clock.elapsedMs(), stopMs);
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const parsed = parseJson(request.body);
  if (!parsed.ok) return refuseMessage(parsed.problems);
  const exact = openExactJson(container.ports.ids.next());
  const body = { plain: parsed.value, exact: exact.read(request.body) };
  const call = readHookCall(body, service, caller.value.tenant.crdVersion ?? '2.0');
  if (!call.ok) return refuseMessage(call.problems);
  const asked = { call: call.value, caller: fromServer(caller.value, call.value), exact, by };
  const outcome = await answerCall(asked, container);
  return { ...replyOf(outcome, exact.write), patients: [`Patient/${call.value.patientId}`] };
};
