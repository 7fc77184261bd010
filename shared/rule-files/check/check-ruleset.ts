import {
  GROUPS,
  type GroupId,
  type Necessity,
  type Policy,
  type ProgramUse,
  type RulesetBundle,
} from '../../core/model/ruleset.ts';
import { checkExceptions, settingsOf } from './check-exceptions.ts';

/** Every form one group's policy can take: as written, and with each exception applied. */
interface Settings {
  readonly at: string;
  readonly uses: readonly ProgramUse[];
  readonly parameters: Necessity['parameters'];
}

const settingsOfGroup = (group: GroupId, policy: Policy, { ruleset }: RulesetBundle): readonly Settings[] => {
  const { use, parameters } = policy.necessity;
  const path = `policies.${group}.necessity`;
  return [
    { at: path, uses: use, parameters },
    ...ruleset.exceptions.map((exception) => {
      const set = settingsOf(exception);
      return {
        at: `exceptions.${exception.id}: ${path}`,
        uses: (set.get(`${path}.use`) as Necessity['use'] | undefined) ?? [],
        parameters: set.get(`${path}.parameters`) as Necessity['parameters'],
      };
    }),
  ];
};

const checkParameters = (at: string, id: string, given: Readonly<Record<string, number>>, bundle: RulesetBundle) =>
  Object.keys(given)
    .filter((name) => !bundle.programs[id]?.parameters?.[name])
    .map((name) => `${at}: program ${id} has no parameter ${name}`);

const checkSettings = ({ at, uses, parameters = {} }: Settings, bundle: RulesetBundle): readonly string[] => [
  ...uses
    .filter(({ program }) => !bundle.programs[program])
    .map(({ program }) => `${at}: program ${program} is not named in uses.programs`),
  ...uses.flatMap((use) => checkParameters(at, use.program, use.with ?? {}, bundle)),
  ...Object.entries(parameters).flatMap(([id, given]) => checkParameters(at, id, given, bundle)),
];

const checkPolicy = (group: GroupId, bundle: RulesetBundle): readonly string[] => {
  const policy = bundle.ruleset.policies[group];
  const settings = settingsOfGroup(group, policy, bundle);
  const mains = settings.flatMap(({ at, uses: [first] }) =>
    first ? [{ at, program: bundle.programs[first.program] }] : [],
  );
  const priorAuths = [
    policy.priorAuth,
    ...bundle.ruleset.exceptions.map((one) => settingsOf(one).get(`policies.${group}.priorAuth`)),
  ];
  return [
    ...settings.flatMap((one) => checkSettings(one, bundle)),
    ...(policy.necessity.otherwise === 'not-met' ? mains : [])
      .filter(({ program }) => !program?.complete)
      .map(({ at }) => `${at}: otherwise not-met needs a complete program first`),
    ...(policy.necessity.otherwise === 'none' && policy.necessity.use.length > 0
      ? [`policies.${group}.necessity: otherwise none goes with no program`]
      : []),
    ...(priorAuths as Policy['priorAuth'][])
      .filter((one) => one !== undefined && (one.value === 'by-price') !== (one.threshold !== undefined))
      .map(() => `policies.${group}.priorAuth: by-price and threshold go together`),
  ];
};

/** Unused programs would change the hash without changing an answer. */
const unused = ({ ruleset, programs }: RulesetBundle): readonly string[] => {
  const used = new Set(
    [
      ...GROUPS.flatMap((group) => ruleset.policies[group].necessity.use),
      ...ruleset.exceptions.flatMap((one) =>
        GROUPS.flatMap((group) => (settingsOf(one).get(`policies.${group}.necessity.use`) ?? []) as Necessity['use']),
      ),
    ].map(({ program }) => program),
  );
  return Object.keys(programs)
    .filter((id) => !used.has(id))
    .map((id) => `uses.programs.${id}: no policy uses it`);
};

export const checkRuleset = (bundle: RulesetBundle): readonly string[] => [
  ...GROUPS.flatMap((group) => checkPolicy(group, bundle)),
  ...unused(bundle),
  ...checkExceptions(bundle),
];
