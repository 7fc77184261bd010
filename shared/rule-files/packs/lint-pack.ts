import type { Codebook } from '../../core/model/codebook.ts';
import { lintBenefitRules, lintExceptions } from '../lint/lint-conditions.ts';
import { lintCriteria } from '../lint/lint-criteria.ts';
import { caution, type LintFinding } from '../lint/lint-finding.ts';
import { lintSource } from '../lint/lint-source.ts';
import { programUses } from '../lint/program-uses.ts';
import { openShelf } from '../open-shelf.ts';
import type { ReadText } from '../read-rule-file.ts';
import { packReadText, partsIn, policiesIn } from './open-pack.ts';
import type { RulePack } from './rule-pack.ts';

interface LintPackAsked {
  readonly readText: ReadText;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly codebook: Codebook;
  /** Whether there is time to look at one more criterion. */
  readonly inTime: () => boolean;
}

const NOT_ALL =
  'not every criterion was looked at in the time there is: run `npx stresspass rules packs check` on the pack';

/** What loads and is still wrong or worth a look, of the pack's own files. */
export const lintPack = (
  pack: RulePack,
  { readText, today, codebook, inTime }: LintPackAsked,
): readonly LintFinding[] => {
  const read = packReadText(pack, readText);
  const shelf = openShelf(read, JSON.parse(read('released.json')));
  const policies = policiesIn(pack).map((path) => [path, shelf.bundleAt(path)] as const);
  const bundles = policies.map(([, bundle]) => bundle);
  const used = programUses(bundles).filter(({ path }) => pack.files.has(path));
  const rules = partsIn(pack).filter((path) => path.startsWith('benefit-rules/'));
  const ruled = rules.flatMap((path) => {
    const owner = bundles.find(({ ruleset }) => ruleset.benefitRules.includes(path.split('/')[1] ?? ''));
    return owner ? [[path, shelf.rulesFor(path, owner.definitions), owner.definitions] as const] : [];
  });
  const needed = new Set([...used.map(({ path }) => path), ...ruled.map(([path]) => path)]);
  const idle = partsIn(pack).filter((path) => !path.startsWith('definitions/') && !needed.has(path));
  const findings = [
    ...policies.flatMap(([path, { ruleset }]) => lintSource(path, ruleset.source, today)),
    ...used.flatMap(({ path, program }) => lintSource(path, program.source, today)),
    ...idle.map((path) => caution(path, 'no policy of the pack uses it')),
    ...ruled.flatMap(([path, file, definitions]) =>
      inTime() ? lintBenefitRules(path, file, definitions, codebook) : [],
    ),
    ...bundles.flatMap((bundle) => (inTime() ? lintExceptions(bundle, codebook) : [])),
    ...used.flatMap((one) => lintCriteria(one, codebook, inTime)),
  ];
  return inTime() ? findings : [...findings, caution('pack', NOT_ALL)];
};
