import type * as z from 'zod/mini';
import { checkEvidence } from './check/check-evidence.ts';
import { checkedFile, keepChecked } from './checked-files.ts';

export type ReadText = (path: string) => string;

/** A rule file that breaks a rule: a bug, so loading throws. */
export class BrokenRuleFile extends Error {
  readonly path: string;
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    super(`${path}: ${problems.join('; ')}`);
    this.name = 'BrokenRuleFile';
    this.path = path;
    this.problems = problems;
  }
}

type Issue = z.core.$ZodIssue;
const depth = (issues: readonly Issue[]) => Math.max(...issues.map(({ path }) => path.length));

/** zod/mini has no messages of its own. */
const wordsFor = (issue: Issue): string => {
  if (issue.code === 'unrecognized_keys') return `unknown: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
};

/** The union branch that matched furthest is most likely the one the author meant. */
const sayIssue = (issue: Issue, above: readonly PropertyKey[] = []): readonly string[] => {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors.reduce((best, one) => (depth(one) > depth(best) ? one : best));
    return furthest.flatMap((inner) => sayIssue(inner, path));
  }
  return [`${path.map(String).join('.') || 'file'}: ${wordsFor(issue)}`];
};

/** Parses one file and checks its shape, unless a build has: then no schema is made. Drops `$comment` everywhere. */
export const readRuleFile = <T>(
  path: string,
  content: string,
  schema: z.ZodMiniType<T> | (() => z.ZodMiniType<T>),
): T => {
  const before = checkedFile(path, content);
  if (before !== undefined) return before as T;
  let json: unknown;
  try {
    json = JSON.parse(content, (key, value) => (key === '$comment' ? undefined : value));
  } catch (error) {
    throw new BrokenRuleFile(path, [String(error)]);
  }
  const parsed = (typeof schema === 'function' ? schema() : schema).safeParse(json);
  if (!parsed.success)
    throw new BrokenRuleFile(
      path,
      parsed.error.issues.flatMap((issue) => sayIssue(issue)),
    );
  const unexplained = checkEvidence(parsed.data);
  if (unexplained.length > 0) throw new BrokenRuleFile(path, unexplained);
  keepChecked(path, content, parsed.data);
  return parsed.data;
};
