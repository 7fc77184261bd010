import type { PackSimulation } from '../app/ports/rule-packs.ts';
import type { PackAsked, PackCall } from '../app/rule-packs/pack-asked.ts';
import type { PackStatus } from '../app/rule-packs/pack-state.ts';
import { ok, type Result, refused } from '../core/model/result.ts';
import { tenantOf } from './caller.ts';
import type { Container } from './container.ts';
import type { Reply, Request } from './handler.ts';
import { answer, refuse, refuseBounded } from './reply.ts';

/** Who calls about the rules of which tenant. */
export const packCallOf = async (request: Request, container: Container): Promise<PackCall> => ({
  tenant: await tenantOf(request, container),
  by: request.identity.client ?? 'open',
  at: request.receivedAt,
});

export const packNamed = ({ params: { id = '', version = '' } }: Request): PackAsked => ({ id, version });

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `{"from": "2027-01-01"}`; without it, or without a body, today. */
export const fromAsked = ({ body }: Request): Result<{ readonly from?: string }> => {
  const wrong = refused({
    code: 'value',
    says: 'Send {"from": "YYYY-MM-DD"}, or nothing for today.',
    expression: 'from',
  });
  if (body === '') return ok({});
  try {
    const { from, ...more }: Readonly<Record<string, unknown>> = Object(JSON.parse(body));
    if (Object.keys(more).length > 0) return wrong;
    if (from === undefined) return ok({});
    return typeof from === 'string' && DAY.test(from) ? ok({ from }) : wrong;
  } catch {
    return wrong;
  }
};

const FORBIDDEN = 403;

/** What became of a pack, and of which one the audit trail tells. */
export const answerPack = (done: Result<PackStatus>, status = 200): Reply => {
  if (done.ok) return { ...answer(done.value), status, about: `Rule pack ${done.value.id} ${done.value.version}` };
  const reply = done.problems.some(({ code }) => code === 'too-long')
    ? refuseBounded(done.problems)
    : refuse(done.problems);
  return done.problems.some(({ code }) => code === 'forbidden') ? { ...reply, status: FORBIDDEN } : reply;
};

/** How far a simulation is; 202 with the address where that is told. */
export const answerSimulation = (
  done: Result<PackSimulation>,
  { config }: Pick<Container, 'config'>,
  status = 200,
): Reply => {
  if (!done.ok) return refuse(done.problems);
  const { cursor: _cursor, pack, ...told } = done.value;
  const address = `${config.PUBLIC_URL}/rules/packs/${pack.id}/${pack.version}/simulation`;
  const headers = status === 202 ? { 'content-location': address } : {};
  return { ...answer({ pack, ...told }, headers), status, about: `Rule pack ${pack.id} ${pack.version}` };
};
