import { plainName } from '../../core/model/plain-name.ts';
import type { Definitions, Expression } from '../../core/model/program.ts';
import type { Payer, RulesetBundle } from '../../core/model/ruleset.ts';
import type { Rules } from '../load-rules.ts';
import { openShelf } from '../open-shelf.ts';
import { BrokenRuleFile, type ReadText } from '../read-rule-file.ts';
import { sha256 } from '../sha256.ts';
import { mergedVersions } from './layer-packs.ts';
import { openPack, packReadText, partsIn, policiesIn, revisionProblems } from './open-pack.ts';
import { PACK_LIMITS, type PackProblem, type PackProblemName, type RulePack } from './rule-pack.ts';

/** The loader's sentences by what they are about; whatever else it refuses is `invalid`. */
const NAMED: readonly (readonly [RegExp, PackProblemName])[] = [
  [/is defined by itself|is itself told by another/, 'cyclic'],
  [/there is no (fact|definition)|(^|\.)(fact|where)\b.*(must be|unknown)/, 'unknown-fact'],
  [/cannot compare|(^|\.)op: must be one of/, 'unknown-operator'],
  [
    /two versions start|and the next starts|starts only on|lies before effectiveFrom|of \d{4}-\d\d-\d\d/,
    'overlapping-dates',
  ],
];
const nameOf = (says: string): PackProblemName => NAMED.find(([words]) => words.test(says))?.[1] ?? 'invalid';

/** What a step refuses, as problems. */
const tried = (step: () => unknown): readonly PackProblem[] => {
  try {
    step();
    return [];
  } catch (error) {
    if (!(error instanceof BrokenRuleFile)) throw error;
    return error.problems.map((says) => ({ name: nameOf(says), at: error.path, says }));
  }
};

const named = (name: PackProblemName, at: string, says: string): PackProblem => ({ name, at, says });

/** A new payer must be told from those we know: one identifier or name of two payers of the same kind of plan is nobody's. */
const payerProblems = (added: readonly Payer[], released: readonly Payer[]): readonly PackProblem[] =>
  added.flatMap((payer, index) => {
    const others = [...released, ...added.slice(0, index)];
    const sharesType = ({ planTypes }: Payer) => planTypes.some((type) => payer.planTypes.includes(type));
    const namesOf = ({ name, aliases }: Payer) => [name, ...aliases].map(plainName);
    const keysOf = ({ identifiers }: Payer) => identifiers.map(({ system, value }) => `${system}|${value}`);
    const own = new Set([...namesOf(payer), ...keysOf(payer)]);
    return others.flatMap((other) => {
      if (other.id === payer.id) return [named('payer-taken', `payers.${payer.id}`, 'there is such a payer already')];
      if (other.catchAllFor?.some((type) => payer.catchAllFor?.includes(type)))
        return [named('payer-taken', `payers.${payer.id}`, `${other.id} is assumed already where no payer fits`)];
      return sharesType(other) && [...namesOf(other), ...keysOf(other)].some((key) => own.has(key))
        ? [named('payer-taken', `payers.${payer.id}`, `shares a name or an identifier with ${other.id}`)]
        : [];
    });
  });

/** Comparisons of an expression with its definitions written out, counted without writing them out. */
const weigher = ({ derived }: Definitions) => {
  const known = new Map<string, number>();
  const weigh = (expression: Expression): number => {
    if ('fact' in expression) return 1;
    if ('not' in expression) return weigh(expression.not);
    if (!('derived' in expression))
      return ('all' in expression ? expression.all : expression.any).reduce((sum, part) => sum + weigh(part), 0);
    const before = known.get(expression.derived);
    if (before !== undefined) return before;
    const definition = derived[expression.derived];
    const weight = definition ? weigh(definition) : 0;
    known.set(expression.derived, weight);
    return weight;
  };
  return weigh;
};

const conditionsOf = ({ programs, benefitRules, ruleset, definitions }: RulesetBundle): readonly Expression[] => [
  ...Object.values(programs).flatMap(({ criteria, scoreTable }) => [
    ...Object.values(criteria),
    ...(scoreTable?.rows ?? []).map(({ when }) => when),
  ]),
  ...Object.values(benefitRules).flatMap((rules) => rules.map(({ when }) => when)),
  ...ruleset.exceptions.flatMap(({ when }) => when ?? []),
  ...Object.values(definitions.derived),
];

const tooHeavy = (bundle: RulesetBundle): readonly PackProblem[] => {
  const weigh = weigher(bundle.definitions);
  return conditionsOf(bundle).some((one) => weigh(one) > PACK_LIMITS.comparisons)
    ? [named('too-large', bundle.ruleset.id, `a condition holds more than ${PACK_LIMITS.comparisons} comparisons`)]
    : [];
};

/** Every released file a policy of the pack uses is named in `base`, with the content it has here. */
const baseProblems = (pack: RulePack, readText: ReadText): readonly PackProblem[] => {
  const catalog = new Set<string>(JSON.parse(readText('catalog.json')));
  const used = usedFiles(pack).filter((path) => !pack.files.has(path));
  return [
    ...Object.entries(pack.base).flatMap(([path, hash]) => {
      if (!catalog.has(path)) return [named('other-base', `base.${path}`, 'no such file was released here')];
      return sha256(readText(path)) === hash
        ? []
        : [named('other-base', `base.${path}`, 'was released with other content here')];
    }),
    ...used
      .filter((path) => catalog.has(path) && !Object.hasOwn(pack.base, path))
      .map((path) => named('other-base', `base.${path}`, 'is used by the pack, so its hash belongs here')),
  ];
};

/** Files the policies of a pack pin, by catalog path. */
export const usedFiles = (pack: Pick<RulePack, 'files'>): readonly string[] => {
  const used = policiesIn(pack).flatMap((path) => {
    const { uses } = JSON.parse(pack.files.get(path) ?? '{}');
    const under = (folder: string, dates: object = {}) =>
      Object.entries(dates).map(([id, date]) => `${folder}/${id}/${date}.json`);
    return [
      `definitions/${uses?.definitions}.json`,
      ...under('programs', uses?.programs),
      ...under('benefit-rules', uses?.benefitRules),
    ];
  });
  return [...new Set(used)];
};

/** Everything wrong with a pack over the rules it is to be put on; none: it can answer. */
export const checkPack = (pack: RulePack, rules: Rules, readText: ReadText): readonly PackProblem[] => {
  const catalog = new Set<string>(JSON.parse(readText('catalog.json')));
  const changed = [...pack.files.keys()].filter((path) => catalog.has(path));
  if (changed.length)
    return changed.map((path) =>
      named('changes-released-file', path, 'was released; a pack adds a version or a revision of its own'),
    );
  const ids = new Set([...rules.payers, ...pack.payers].map(({ id }) => id));
  const policies = policiesIn(pack);
  if (policies.length === 0) return [named('wrong-shape', 'files', 'there is no policy among them')];
  const strangers = policies.filter((path) => !ids.has(path.split('/')[0] ?? ''));
  const before = [
    ...strangers.map((path) => named('invalid', path, 'is the policy of a payer nobody knows')),
    ...payerProblems(pack.payers, rules.payers),
    ...baseProblems(pack, readText),
  ];
  if (before.length) return before;
  const opened = openPack(pack, readText);
  const read = packReadText(pack, readText);
  const shelf = openShelf(read, JSON.parse(read('released.json')));
  const bundles: RulesetBundle[] = [];
  const loading = [
    ...partsIn(pack)
      .filter((path) => path.startsWith('definitions/'))
      .flatMap((path) => tried(() => shelf.definitionsAt(path))),
    ...policies.flatMap((path) => tried(() => bundles.push(shelf.bundleAt(path)))),
  ];
  const problems = loading.length
    ? loading
    : [
        ...bundles.flatMap(tooHeavy),
        ...revisionProblems(pack, readText).map((says) => named('overlapping-dates', says.split(':')[0] ?? '', says)),
        ...opened.concerned.flatMap((payer) => tried(() => mergedVersions(payer, rules, [opened]))),
      ];
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
};
