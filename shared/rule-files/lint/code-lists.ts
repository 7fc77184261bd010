import diagnosisGroups from '../../../rules/codes/diagnosis-groups.json' with { type: 'json' };
import { diagnosisGroupTable } from '../../codes/diagnosis-group-table.ts';

const GROUPS: Readonly<Record<string, readonly string[]>> = diagnosisGroups.groups;
const { inDiagnosisGroup } = diagnosisGroupTable(diagnosisGroups);

/** A code in no group; also the suffix that makes a code longer than any pattern ending in `*`. */
const UNKNOWN_CODE = 'ZZZ';

const codesOf = (pattern: string): readonly string[] => {
  const code = pattern.replace('*', '');
  return code === pattern ? [code] : [code, `${code}${UNKNOWN_CODE}`];
};

/**
 * Lists of codes, one for each way the groups can match none, some or all of a list. Codes of the same groups are
 * interchangeable; lists grow by one code as long as that adds a new way.
 */
export const codeLists = (groups: readonly string[]): readonly (readonly string[])[] => {
  const named = [...new Set(groups)].filter((group) => Object.hasOwn(GROUPS, group));
  const codes = [...named.flatMap((group) => (GROUPS[group] ?? []).flatMap(codesOf)), UNKNOWN_CODE];
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
