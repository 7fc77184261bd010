import type { Ports } from '../app/ports/ports.ts';
import type { InspectedPack, StoredPack } from '../app/ports/rule-packs.ts';
import { ok, type Problem, type Result, refused } from '../core/model/result.ts';
import type { Rules } from '../rule-files/load-rules.ts';
import { checkPack } from '../rule-files/packs/check-pack.ts';
import { describePack } from '../rule-files/packs/describe-pack.ts';
import { layerPacks } from '../rule-files/packs/layer-packs.ts';
import { lintPack } from '../rule-files/packs/lint-pack.ts';
import { policiesIn } from '../rule-files/packs/open-pack.ts';
import { openStored } from '../rule-files/packs/open-stored.ts';
import { readPack } from '../rule-files/packs/read-pack.ts';
import { type PackProblem, writePack } from '../rule-files/packs/rule-pack.ts';
import { readRuleText } from '../rule-files/rules-folder.ts';

/** What a response tells at most of what is wrong. */
const MOST_PROBLEMS = 50;
const LINT_MS = 8_000;

const problemOf = ({ name, at, says }: PackProblem): Problem => ({
  code: name === 'too-large' ? 'too-long' : 'invalid',
  says: `${name}: ${at}: ${says}`,
  expression: at,
});
const refuse = (problems: readonly PackProblem[]) => refused(...problems.slice(0, MOST_PROBLEMS).map(problemOf));

interface Asked {
  readonly text: string;
  readonly tenant: string;
  readonly today: string;
  readonly beside: readonly StoredPack[];
}

/** Reads a pack, checks it over the rules it is put on, and tells what it changes. */
export const inspectPack = (
  { text, tenant, today, beside }: Asked,
  released: Rules,
  { codebook, clock }: Pick<Ports, 'codebook' | 'clock'>,
): Result<InspectedPack> => {
  const read = readPack(text, tenant);
  if (!read.ok) return refuse(read.problems);
  const { pack } = read;
  const rules = layerPacks(
    released,
    beside.map((one) => openStored(one, readRuleText)),
  );
  const problems = checkPack(pack, rules, readRuleText);
  if (problems.length) return refuse(problems);
  const start = clock.elapsedMs();
  const inTime = () => clock.elapsedMs() - start < LINT_MS;
  const findings = lintPack(pack, { readText: readRuleText, today, codebook, inTime });
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length) return refuse(errors.map(({ path, says }) => ({ name: 'invalid', at: path, says })));
  const { id, version, hash } = pack;
  const payers = [...new Set(policiesIn(pack).map((path) => path.split('/')[0] ?? ''))];
  const changes = describePack(pack, rules, readRuleText);
  return ok({ id, version, hash, text: writePack(pack), review: { payers, findings, changes } });
};
