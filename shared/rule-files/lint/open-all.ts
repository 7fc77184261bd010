import type { Definitions, Program } from '../../core/model/program.ts';
import type { Payer, RulesetBundle } from '../../core/model/ruleset.ts';
import { checkRevisions } from '../check/check-dates.ts';
import { filesByDay } from '../file-name.ts';
import { openShelf } from '../open-shelf.ts';
import { BrokenRuleFile, type ReadText, readRuleFile } from '../read-rule-file.ts';
import { payersFile } from '../schema/payers-schema.ts';
import type { BenefitRulesFile } from '../schema/program-schema.ts';
import { type LintFinding, problem } from './lint-finding.ts';
import { programUses, type UsedProgram } from './program-uses.ts';

export type Opened<T> = readonly (readonly [path: string, content: T])[];

/** The part of the rules folder that loads. */
interface OpenRules {
  readonly catalog: readonly string[];
  readonly payers: readonly Payer[];
  /** Every file of a policy. */
  readonly bundles: Opened<RulesetBundle>;
  /** Of each first day the newest revision. */
  readonly answering: Opened<RulesetBundle>;
  readonly used: readonly UsedProgram[];
  readonly unused: Opened<Program>;
  readonly benefitRules: Opened<BenefitRulesFile>;
  readonly definitions: Opened<Definitions>;
  /** Why the rest does not load. */
  readonly broken: readonly LintFinding[];
}

const brokenOf = (path: string, error: unknown): Pick<BrokenRuleFile, 'path' | 'problems'> => {
  if (error instanceof BrokenRuleFile) return error;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return { path, problems: ['is named in catalog.json and not there'] };
  throw error;
};

/** Files not named by any policy are read with the newest definitions. */
export const openAll = (readText: ReadText): OpenRules => {
  const catalog: readonly string[] = JSON.parse(readText('catalog.json'));
  const { payers } = readRuleFile('payers.json', readText('payers.json'), payersFile);
  const shelf = openShelf(readText, {});
  const broken = new Map<string, LintFinding>();
  const open = <T>(paths: readonly string[], read: (path: string) => T): Opened<T> =>
    paths.flatMap((path) => {
      try {
        return [[path, read(path)] as const];
      } catch (error) {
        const { path: at, problems } = brokenOf(path, error);
        for (const says of problems) broken.set(`${at} ${says}`, problem(at, says));
        return [];
      }
    });
  const under = (folder: string) => catalog.filter((path) => path.startsWith(`${folder}/`));

  const definitions = open([...filesByDay(under('definitions')).values()].flat(), shelf.definitionsAt);
  const newest = definitions.at(-1)?.[1];
  const openWith = <T>(paths: readonly string[], read: (path: string, definitions: Definitions) => T): Opened<T> =>
    newest ? open(paths, (path) => read(path, newest)) : [];
  const days = payers.flatMap(({ id }) => [...filesByDay(under(id))].map((entry) => [id, ...entry] as const));
  const bundles = open(
    days.flatMap(([, , files]) => files),
    shelf.bundleAt,
  );
  const newestFiles = new Set(days.map(([, , files]) => files.at(-1)));
  for (const [id, day, files] of days)
    for (const says of checkRevisions(day, files, (path) => bundles.find(([at]) => at === path)?.[1].ruleset.version))
      broken.set(`${id} ${says}`, problem(`${id}/`, says));
  const used = programUses(bundles.map(([, bundle]) => bundle));
  const unnamed = under('programs').filter((path) => !used.some((one) => one.path === path));
  return {
    catalog,
    payers,
    bundles,
    answering: bundles.filter(([path]) => newestFiles.has(path)),
    used,
    unused: openWith(unnamed, shelf.programFor),
    benefitRules: openWith(under('benefit-rules'), shelf.rulesFor),
    definitions,
    broken: [...broken.values()],
  };
};
