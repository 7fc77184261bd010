import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { STATES } from '../../core/model/determination.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { PackReview, PackSimulation } from '../ports/rule-packs.ts';
import type { RuleBook } from '../ports/rules.ts';
import { simulateOrder, type Trial } from './simulate-order.ts';

/** Orders a simulation looks at; a page of them is one step, after which it can go on elsewhere. */
const MOST_ORDERS = 10_000;
const PAGE = 50;
/** Of each list; causes of each. */
const MOST_LISTED = 200;
const MOST_CAUSES = 5;
/** Work of one message: well inside the time the queue leaves it, on a laptop too. */
const ENOUGH_MS = 3_000;

type SimulationPorts = Pick<
  Ports,
  'authorizations' | 'clock' | 'codebook' | 'rules' | 'rulePacks' | 'settings' | 'log'
>;

/** In place of rules that are not the pack's: its first version of the payer, as though it had started by then. */
const triedWith =
  (hash: string, { changes }: PackReview) =>
  (rules: RuleBook): RuleBook => {
    const isOwn = (bundle: ReturnType<RuleBook['select']>) => typeof bundle === 'object' && bundle.pack?.hash === hash;
    const firstOf = (payer: string) =>
      changes
        .filter((one) => one.payer === payer && one.from)
        .map(({ from }) => from)
        .sort()
        .map((from) => rules.select(payer, from))
        .find(isOwn);
    return {
      ...rules,
      select: (payer, date) => {
        const bundle = rules.select(payer, date);
        return isOwn(bundle) ? bundle : (firstOf(payer) ?? bundle);
      },
    };
  };

const trialOf = async (
  tenant: Tenant,
  { pack }: PackSimulation,
  at: string,
  { rulePacks }: SimulationPorts,
): Promise<Trial | undefined> => {
  const [text, review] = await Promise.all([rulePacks.text(tenant.id, pack.hash), rulePacks.review(tenant.id, pack)]);
  if (text === undefined || !review) return undefined;
  const others = tenant.rulePacks?.filter(({ id }) => id !== pack.id) ?? [];
  const then = { ...tenant, rulePacks: [...others, { ...pack, text, from: '' }] };
  return { now: tenant, then, tried: triedWith(pack.hash, review), payers: new Set(review.payers), at };
};

const add = (found: ReturnType<typeof simulateOrder>, sum: PackSimulation): PackSimulation => {
  const kinds = { ...sum.kinds };
  for (const { from, to } of found.flips) kinds[`${from} → ${to}`] = (kinds[`${from} → ${to}`] ?? 0) + 1;
  const listed = (all: PackSimulation['flips'], more: PackSimulation['flips']) =>
    [...all, ...more.map((one) => ({ ...one, why: one.why.slice(0, MOST_CAUSES) }))].slice(0, MOST_LISTED);
  return {
    ...sum,
    tests: sum.tests + found.tests,
    kinds,
    flips: listed(sum.flips, found.flips),
    atRiskCount: sum.atRiskCount + found.atRisk.length,
    atRisk: listed(sum.atRisk, found.atRisk),
  };
};

/** One page of orders. An order that cannot be answered again is counted, and stops nothing. */
const nextPage = async (before: PackSimulation, trial: Trial, ports: SimulationPorts): Promise<PackSimulation> => {
  const { authorizations, rules } = ports;
  const { id } = trial.now;
  const { serviceFrom, cursor } = before;
  const limit = Math.min(PAGE, MOST_ORDERS - before.orders);
  const page = await authorizations.find(id, { states: STATES, serviceFrom, limit, ...(cursor ? { cursor } : {}) });
  const known = new Set(rules.payers.map((payer) => payer.id));
  const addsPayers = [...trial.payers].some((payer) => !known.has(payer));
  const isMeant = ({ payer }: AuthorizationRecord) => (payer === undefined ? addsPayers : trial.payers.has(payer));
  const meant = page.items.filter(isMeant);
  const answers = await authorizations.answersById(id, [...new Set(meant.map(({ answerId }) => answerId))]);
  let sum = before;
  for (const record of meant) {
    const answered = answers.get(record.answerId);
    try {
      if (!answered) throw new Error('The answer of a record is missing.');
      sum = add(simulateOrder(record, answered, trial, ports), sum);
    } catch (error) {
      sum = { ...sum, unread: sum.unread + 1 };
      ports.log.warn('simulation-unread', { tenant: id, errorName: error instanceof Error ? error.name : 'unknown' });
    }
  }
  const { cursor: _before, ...rest } = sum;
  const orders = before.orders + page.items.length;
  const isCut = page.cursor !== undefined && orders >= MOST_ORDERS;
  const isOver = page.cursor === undefined || isCut;
  return {
    ...rest,
    version: before.version + 1,
    updatedAt: ports.clock.now(),
    orders,
    state: isOver ? 'done' : 'running',
    ...(isCut ? { isCut } : {}),
    ...(!isOver && page.cursor ? { cursor: page.cursor } : {}),
  };
};

/**
 * Goes on with a simulation for a while; each page is kept, so that a run that was stopped is taken up where it was. `more`: it is
 * not over yet.
 */
export const runSimulation = async (tenant: Tenant, hash: string, ports: SimulationPorts): Promise<'more' | 'over'> => {
  const { rulePacks, clock } = ports;
  const start = clock.elapsedMs();
  let simulation = await rulePacks.simulation(tenant.id, hash);
  const trial = simulation && (await trialOf(tenant, simulation, clock.now(), ports));
  while (simulation?.state === 'running' && trial && clock.elapsedMs() - start < ENOUGH_MS) {
    const next = await nextPage(simulation, trial, ports);
    // Another run took it further: that one goes on.
    if ((await rulePacks.keepSimulation(tenant.id, next)) === 'refused') return 'over';
    simulation = next;
  }
  return simulation?.state === 'running' && trial ? 'more' : 'over';
};
