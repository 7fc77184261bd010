import macJurisdictions from '../../../rules/codes/mac-jurisdictions.json' with { type: 'json' };
import { type Exception, GROUPS, type Ruleset, type RulesetBundle } from '../../core/model/ruleset.ts';
import { checkExpression, isValueOf } from './check-expression.ts';
import { namesOf } from './check-program.ts';

/** `policies.*` means every group. */
const pathsOf = (path: string): readonly string[] =>
  path.startsWith('policies.*.') ? GROUPS.map((group) => path.replace('*', group)) : [path];

/** Every path an exception sets, with `*` expanded to all groups. */
export const settingsOf = ({ set }: Exception): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(set).flatMap(([path, value]) => pathsOf(path).map((one) => [one, value])));

/** Whether one patient on one day can meet both: no when a fact would need two values, or when the dates differ. */
const canMeet = (a: Exception, b: Exception): boolean => {
  const datesPart = (a.to ?? '9999') < (b.from ?? '') || (b.to ?? '9999') < (a.from ?? '');
  const factsPart = Object.entries(a.where).some(
    ([fact, values]) => b.where[fact] !== undefined && !values.some((value) => b.where[fact]?.includes(value)),
  );
  return !datesPart && !factsPart;
};

/** Two exceptions of one level that can both apply must not set one path differently: the choice would be silent. */
const clashes = (exceptions: readonly Exception[]): readonly string[] =>
  exceptions.flatMap((a, index) =>
    exceptions
      .slice(index + 1)
      .filter((b) => a.level === b.level && canMeet(a, b))
      .flatMap((b) => {
        const others = settingsOf(b);
        return [...settingsOf(a)]
          .filter(([path, value]) => others.has(path) && JSON.stringify(others.get(path)) !== JSON.stringify(value))
          .map(([path]) => `exceptions.${a.id}: sets ${path} otherwise than ${b.id}, and both can fit`);
      }),
  );

const checkWhere = ({ id, where }: Exception, { products }: Ruleset): readonly string[] =>
  Object.entries(where).flatMap(([fact, values]) =>
    values
      .filter(
        (value) =>
          !isValueOf(fact, value) ||
          (fact === 'planProduct' && products !== undefined && !products.includes(String(value))) ||
          (fact === 'macJurisdiction' && !Object.hasOwn(macJurisdictions.states, String(value))),
      )
      .map((value) => `exceptions.${id}.where: ${fact} is never ${JSON.stringify(value)}`),
  );

export const checkExceptions = ({ ruleset, definitions }: RulesetBundle): readonly string[] => [
  ...ruleset.exceptions.flatMap((exception) => [
    ...checkWhere(exception, ruleset),
    ...(exception.when ? checkExpression(exception.when, `exceptions.${exception.id}.when`, namesOf(definitions)) : []),
  ]),
  ...clashes(ruleset.exceptions),
];
