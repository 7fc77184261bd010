import { MODALITIES, type Modality } from '../../core/model/facts.ts';
import type { Definitions, Program } from '../../core/model/program.ts';
import { GROUPS, type GroupId, type Necessity, type RulesetBundle } from '../../core/model/ruleset.ts';
import { settingsOf } from '../check/check-exceptions.ts';
import { fileNameOf } from '../file-name.ts';
import type { Use } from './rule-trial.ts';

export const MODALITIES_OF: Readonly<Record<GroupId, readonly Modality[]>> = {
  ecg: ['ecg'],
  'stress-echo': ['stress-echo'],
  mpi: ['spect', 'planar'],
  pet: ['pet'],
  cmr: ['cmr'],
  'ecg-special': ['ecg'],
};

/** A program, and every way policies use it. */
export interface UsedProgram {
  readonly path: string;
  readonly program: Program;
  readonly uses: readonly Use[];
}

/** Every combination of programs and parameters one group's policy can use, as written or as set by an exception. */
const necessitiesOf = (
  { ruleset }: RulesetBundle,
  group: GroupId,
): readonly Pick<Necessity, 'use' | 'parameters'>[] => {
  const { necessity } = ruleset.policies[group];
  const path = `policies.${group}.necessity`;
  const set = ruleset.exceptions.map(settingsOf);
  const uses = set.flatMap((one) => (one.get(`${path}.use`) as Necessity['use'] | undefined) ?? []);
  const parameters = set.map((one) => one.get(`${path}.parameters`) as Necessity['parameters']);
  const programs = [...necessity.use, ...uses];
  return [necessity.parameters, ...parameters].map((given) => ({
    use: programs,
    ...(given ? { parameters: given } : {}),
  }));
};

const defaultsOf = ({ parameters = {} }: Program) =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));

/** How an unused program is tried: with its own parameters, for every test. */
export const unusedAsUsed = (path: string, program: Program, definitions: Definitions): UsedProgram => ({
  path,
  program,
  uses: [{ definitions, parameters: defaultsOf(program), modalities: MODALITIES }],
});

/** Merges uses with the same parameters, for the tests of all of them. */
const add = (uses: Map<string, Use>, use: Use): void => {
  const key = `${use.definitions.id} ${JSON.stringify(Object.entries(use.parameters).sort())}`;
  const before = uses.get(key);
  uses.set(key, { ...use, modalities: [...new Set([...(before?.modalities ?? []), ...use.modalities])] });
};

/** Every program version named by a policy, with the ways it is used. */
export const programUses = (bundles: readonly RulesetBundle[]): readonly UsedProgram[] => {
  const found = new Map<string, { program: Program; uses: Map<string, Use> }>();
  for (const bundle of bundles)
    for (const group of GROUPS)
      for (const { use, parameters } of necessitiesOf(bundle, group))
        for (const { program: id, with: given } of use) {
          const program = bundle.programs[id];
          if (!program) continue;
          const path = fileNameOf(`programs/${id}`, program);
          const entry = found.get(path) ?? { program, uses: new Map<string, Use>() };
          found.set(path, entry);
          add(entry.uses, {
            definitions: bundle.definitions,
            parameters: { ...defaultsOf(program), ...given, ...parameters?.[id] },
            modalities: MODALITIES_OF[group],
          });
        }
  return [...found].map(([path, { program, uses }]) => ({ path, program, uses: [...uses.values()] }));
};
