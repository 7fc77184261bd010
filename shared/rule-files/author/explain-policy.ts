import type { Modality } from '../../core/model/facts.ts';
import type { Exception, GroupId, RulesetBundle } from '../../core/model/ruleset.ts';
import { exceptionAspects, policyStatements, termAspects } from '../diff/policy-statements.ts';
import { sayExpression } from '../diff/say-expression.ts';
import type { Saying } from '../diff/statement.ts';
import { explainCriteria, type Section, sayLevel } from './explain-criteria.ts';

const sentence = ([aspect, { text, level }]: readonly [string, Saying]): string =>
  `${aspect}: ${text}${level ? ` [${sayLevel(level)}]` : ''}`;

/** Told in a place of their own, or of no use to a reader. */
const ELSEWHERE = new Set([
  'criteria',
  'where no criterion decides',
  'then said with symptoms',
  'then said without symptoms',
]);

/** Published with the policy and deciding nothing: which law's clock runs hangs on plan, state and funding. */
const IDLE_TERMS = new Set(['standard decision', 'expedited decision']);

const isOf = (path: string, group: GroupId): boolean =>
  path.startsWith('policies.*.') || path.startsWith(`policies.${group}.`);

const concerns = ({ set, from, to }: Exception, group: GroupId, date: string): boolean =>
  (from === undefined || from <= date) &&
  (to === undefined || date <= to) &&
  Object.keys(set).some((path) => !path.startsWith('policies.') || isOf(path, group));

/** `sets policies.*.priorAuth` names a place in the file; readers know it as the authorization. */
const plainly = (aspect: string): string =>
  aspect
    .replace(/^sets (?:policies\.[^.]+\.)?/, '')
    .replace('priorAuth', 'authorization')
    .replace('necessity.use', 'criteria');

/** What an exception sets for one kind of test. */
const setFor = ({ set }: Exception, group: GroupId): Exception['set'] =>
  Object.fromEntries(Object.entries(set).filter(([path]) => !path.startsWith('policies.') || isOf(path, group)));

const exceptionSays = (exception: Exception, group: GroupId): string => {
  const own = exceptionAspects({ ...exception, set: setFor(exception, group) });
  const { where, when, level: _level, sentence: says, ...rest } = Object.fromEntries(own);
  const condition = [where, when].flatMap((one) => one?.text || []).join(' and ');
  const sets = Object.entries(rest).map(([aspect, saying]) => sentence([plainly(aspect), saying]));
  const level = says?.level ? ` [${sayLevel(says.level)}]` : '';
  return `${condition}: ${says?.text}${level} ${sets.join('; ')}`;
};

const whyLines = ({ ruleset }: RulesetBundle, group: GroupId): readonly string[] => {
  const { why, says } = ruleset.policies[group].priorAuth;
  return [...(why ? [`why: ${why}`] : []), ...(says ? [`said: “${says}”`] : [])];
};

/**
 * A policy of one kind of test on a date as sentences, each with how sure it is: authorization, exceptions, criteria in the
 * order in which they decide, what is looked at before, and the terms.
 */
export const explainPolicy = (
  bundle: RulesetBundle,
  group: GroupId,
  modality: Modality,
  date: string,
): readonly Section[] => {
  const { ruleset } = bundle;
  const own = [...(policyStatements(ruleset).get(group) ?? [])].filter(([aspect]) => !ELSEWHERE.has(aspect));
  const exceptions = ruleset.exceptions.filter((one) => concerns(one, group, date));
  const before = ruleset.benefitRules.flatMap((id) => bundle.benefitRules[id] ?? []);
  const { speaksOf = [] } = ruleset.policies[group];
  const outside = (bundle.definitions.outside ?? []).filter(({ id }) => !speaksOf.includes(id));
  return [
    { title: 'This test', lines: [...own.map(sentence), ...whyLines(bundle, group)] },
    {
      title: 'Except where',
      lines: exceptions.map((one) => exceptionSays(one, group)),
    },
    {
      title: 'Looked at before the criteria',
      lines: [
        ...before.map(
          ({ says, effect, when, evidence }) =>
            `${effect}: ${says} [${sayLevel(evidence)}] when ${sayExpression(when)}`,
        ),
        ...outside.map(
          ({ says, when, evidence }) => `reviewer: ${says} [${sayLevel(evidence)}] when ${sayExpression(when)}`,
        ),
      ],
    },
    ...explainCriteria(bundle, ruleset.policies[group].necessity, modality),
    {
      title: 'Terms',
      lines: [...termAspects(ruleset)].filter(([aspect]) => !IDLE_TERMS.has(aspect)).map(sentence),
    },
  ].filter(({ lines }) => lines.length > 0);
};
