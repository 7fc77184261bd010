import { GROUPS, type GroupId, type Policy } from '../core/model/ruleset.ts';
import { BrokenRuleFile } from './read-rule-file.ts';
import type { PolicyEntry } from './schema/policy-schema.ts';

/** Expands `like` and `addPrograms`. A policy can only be like one that is itself written out. */
export const expandPolicies = (
  path: string,
  entries: Readonly<Record<GroupId, PolicyEntry>>,
): Record<GroupId, Policy> => {
  const expand = (group: GroupId): Policy => {
    const entry = entries[group];
    if (!('like' in entry)) return entry;
    const { like, addPrograms = [], ...own } = entry;
    const base = entries[like];
    if ('like' in base) throw new BrokenRuleFile(path, [`policies.${group}.like: ${like} is itself told by another`]);
    const policy = { ...base, ...own };
    return { ...policy, necessity: { ...policy.necessity, use: [...policy.necessity.use, ...addPrograms] } };
  };
  return Object.fromEntries(GROUPS.map((group) => [group, expand(group)])) as Record<GroupId, Policy>;
};
