import { type Replay, type Replayed, type ReplayOutcome, replay } from '../../../shared/app/search/replay.ts';
import { inContainer } from '../in-container.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal } from '../refusal.ts';

const EXITS: Readonly<Record<ReplayOutcome, ExitCode>> = { same: 0, differs: 1, unavailable: 1, 'other-engine': 3 };

const shown = (value: unknown): string => (value === undefined ? '(nothing)' : JSON.stringify(value));

const WORDS: Readonly<Record<ReplayOutcome, string>> = {
  same: 'the same answer, byte for byte',
  differs: 'ANOTHER ANSWER by the same engine, code tables and rules: a defect, or a changed store',
  'other-engine': 'answered by another engine, other code tables or other rules',
  unavailable: 'cannot be worked out again',
};

const basis = ({ engine, codebook, policy }: Replayed['answeredBy']): string =>
  [`engine ${engine}`, `code tables ${codebook}`, `rules ${policy ?? 'none'}`].join(', ');

const describe = (one: Replayed): readonly string[] => {
  const { order, outcome, before, answeredBy } = one;
  const head = `${order.source} ${order.orderId}: ${WORDS[outcome]}`;
  if (one.outcome === 'unavailable') return [head, `  ${one.says}`, `  then  ${before.advice} (${basis(answeredBy)})`];
  if (one.outcome === 'same') return [head, `  ${before.advice} (${basis(answeredBy)})`];
  return [
    head,
    `  then  ${before.advice} (${basis(answeredBy)})`,
    `  now   ${one.after.advice} (${basis(one.now)})`,
    ...(one.differences.length ? [] : ['  The two do not differ.']),
    ...one.differences.map((at) => `  ${at.path}: ${shown(at.before)} -> ${shown(at.after)}`),
  ];
};

/** Text for a replay outcome, and the exit code. */
export const describeReplay = ({ outcome, orders, says }: Replay) => ({
  lines: [...orders.flatMap(describe), ...(says ? [says] : [])],
  exitCode: EXITS[outcome],
});

export const replayAnswer = (id: string, options: JsonOption & { readonly tenant?: string }): Promise<ExitCode> =>
  inContainer(async ({ config, ports }) => {
    const name = options.tenant ?? config.DEFAULT_TENANT;
    const tenant = await ports.settings.tenant(name);
    if (!tenant)
      throw new Refusal(
        `There is no tenant ${name} in this data folder. Start the service once: that registers demo and sandbox.`,
      );
    const replayed = await replay(tenant, id, ports);
    if (!replayed.ok) throw new Refusal(replayed.problems.map(({ says }) => says).join('\n'));
    const { lines, exitCode } = describeReplay(replayed.value);
    print(options, replayed.value, lines);
    return exitCode;
  });
