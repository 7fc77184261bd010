import { makeRandom, seedOf } from '../../infra/cli/falsify/random.ts';
import { type FuzzHarness, openFuzzHarness } from './fuzz-harness.ts';
import { judge, judgeLog } from './judge.ts';
import { type Input, makeInput } from './make-input.ts';

export interface FuzzSettings {
  readonly seed: number;
  readonly inputs: number;
  /** Of every so many good answers one is checked by two R4 validators. */
  readonly wholeEvery: number;
  /** Runs this one alone. */
  readonly only?: number | undefined;
  readonly onProgress?: (done: number, findings: number) => void;
  /** Each as it is found: a long run that is ended has said what it saw. */
  readonly onFinding?: (finding: Finding) => void;
}

export interface Finding {
  readonly input: number;
  readonly door: string;
  readonly wrong: readonly string[];
  readonly what: string;
}

export interface FuzzReport {
  readonly findings: readonly Finding[];
  readonly inputs: number;
  /** Answers by door and status. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly slowestMs: number;
  readonly perSecond: number;
}

/** Longer than this and somebody found a way to keep us busy. */
const SLOW_MS = 5_000;
/** So that the table does not fill up. */
const HOUSE_LASTS = 2_000;

const send = async (
  input: Input,
  harness: FuzzHarness,
  isWhole: boolean,
): Promise<readonly [string, readonly string[]]> => {
  if (input.is === 'call') {
    const answer = await harness.call(input.ask);
    const failed = await harness.drain();
    const left = failed ? [`${failed} messages failed behind the door`] : [];
    return [String(answer.status), [...judge(input.door, answer, isWhole), ...left]];
  }
  if (input.is === 'answer') {
    const { outcome, wrong } = await harness.answered(input);
    return [outcome, wrong];
  }
  try {
    JSON.parse(input.body);
  } catch {
    return ['no event', []];
  }
  const { length } = harness.buried;
  await harness.put(input.door, input.body);
  const failed = await harness.drain();
  const waiting = (await harness.ports.inbox.waiting(10)).length;
  const wrong = [failed ? `${failed} messages failed` : '', waiting ? `${waiting} still wait` : ''].filter(Boolean);
  return [harness.buried.length > length ? 'buried' : 'done', wrong];
};

const describe = (input: Input): string =>
  input.is !== 'call'
    ? input.body
    : `${input.ask.method} ${input.ask.path} ${JSON.stringify(input.ask.headers)} ${input.ask.body}`;

/** Sends so many spoiled messages through every door and says what went wrong with which of them. */
export const fuzz = async ({
  seed,
  inputs,
  wholeEvery,
  only,
  onProgress,
  onFinding,
}: FuzzSettings): Promise<FuzzReport> => {
  const findings: Finding[] = [];
  const answers: Record<string, Record<string, number>> = {};
  const started = Date.now();
  let slowestMs = 0;
  let harness = await openFuzzHarness();
  const indexes = only === undefined ? Array.from({ length: inputs }, (_, index) => index) : [only];
  for (const index of indexes) {
    if (index > 0 && index % HOUSE_LASTS === 0 && only === undefined) {
      await harness.close();
      harness = await openFuzzHarness();
      onProgress?.(index, findings.length);
    }
    const input = makeInput(makeRandom(seedOf(seed, index)));
    const before = performance.now();
    harness.logged.length = 0;
    const [outcome, wrong] = await send(input, harness, index % wholeEvery === 0).catch(
      (error) => ['threw', [`threw ${error instanceof Error ? error.stack : error}`]] as const,
    );
    const tookMs = performance.now() - before;
    slowestMs = Math.max(slowestMs, tookMs);
    const all = [...wrong, ...judgeLog(harness.logged), ...(tookMs > SLOW_MS ? [`took ${Math.round(tookMs)} ms`] : [])];
    if (all.length) {
      const finding = { input: index, door: input.door, wrong: all, what: describe(input) };
      findings.push(finding);
      onFinding?.(finding);
    }
    answers[input.door] ??= {};
    const counts = answers[input.door]!;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  await harness.close();
  const perSecond = indexes.length / ((Date.now() - started) / 1_000);
  return { findings, inputs: indexes.length, answers, slowestMs, perSecond };
};
