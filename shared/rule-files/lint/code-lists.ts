import diagnosisGroups from '../../../rules/codes/diagnosis-groups.json' with { type: 'json' };
import { diagnosisGroupTable } from '../../codes/diagnosis-group-table.ts';

const GROUPS: Readonly<Record<string, readonly string[]>> = diagnosisGroups.groups;
const { inDiagnosisGroup } = diagnosisGroupTable(diagnosisGroups);

/** A code of no group, and what makes a code longer than any pattern that ends in `*`. */
const STRANGER = 'ZZZ';

const codesOf = (pattern: string): readonly string[] => {
  const code = pattern.replace('*', '');
  return code === pattern ? [code] : [code, `${code}${STRANGER}`];
};

/**
 * Lists of codes, one for every way the groups can find some or all of them inside. Codes of the same groups stand for
 * one another; lists are lengthened by one code as long as that makes a difference.
 */
export const codeLists = (groups: readonly string[]): readonly (readonly string[])[] => {
  const named = [...new Set(groups)].filter((group) => Object.hasOwn(GROUPS, group));
  const codes = [...named.flatMap((group) => (GROUPS[group] ?? []).flatMap(codesOf)), STRANGER];
  const markOf = (list: readonly string[]) =>
    named.map((group) => {
      const inside = list.filter((code) => inDiagnosisGroup(group, code)).length;
      return inside === 0 ? 'none' : inside === list.length ? 'all' : 'some';
    });
  const found = new Map<string, readonly string[]>();
  const keep = (lists: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    lists.filter((list) => {
      const mark = markOf(list).join();
      return !found.has(mark) && found.set(mark, list);
    });
  const single = keep(codes.map((code) => [code]));
  for (let last = single; last.length > 0; )
    last = keep(last.flatMap((list) => single.map(([code = '']) => [...list, code])));
  return [...found.values()];
};
