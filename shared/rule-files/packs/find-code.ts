import { isObject } from '../../core/model/is-object.ts';
import { PACK_LIMITS, type PackProblem } from './rule-pack.ts';

/** Names under which other systems keep expressions, and names JavaScript gives a meaning to. */
const NAMES = new Set(
  '__proto__ prototype constructor code script expression function eval exec import require template formula'.split(
    ' ',
  ),
);
const TEXTS = /\$\{|\{\{|=>|<script|javascript:|\bfunction ?\(|\beval ?\(|\bimport ?\(|\brequire ?\(/i;

/** Whether a value is nested deeper than the limit; without recursion, since depth is what is doubted. */
export const isTooDeep = (value: unknown): boolean => {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > PACK_LIMITS.depth) return true;
    level = level.flatMap((one) => (isObject(one) || Array.isArray(one) ? Object.values(one) : []));
  }
  return false;
};

/** Places that hold something to be executed. A rule file names facts and operators of closed lists, nothing else. */
export const findCode = (at: string, value: unknown, place = ''): readonly PackProblem[] => {
  const found = (what: string): readonly PackProblem[] => [
    { name: 'holds-code', at, says: `${place || 'the file'} holds ${what}; rules name facts and operators only` },
  ];
  if (typeof value === 'string') return TEXTS.test(value) ? found('text that looks like code') : [];
  if (!isObject(value) && !Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = place ? `${place}.${name}` : name;
    if (NAMES.has(name) || (name.startsWith('$') && name !== '$comment')) return found(`the field ${name}`);
    return findCode(at, inner, below);
  });
};
