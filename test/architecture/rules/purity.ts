import { forbid, inFolder, isSource, type Rule } from './tree.ts';

/**
 * Anything that makes the core's answer depend on more than its arguments. `new Date(x)` of a given x is arithmetic.
 */
const IMPURE =
  /\bDate\.now\b|\bnew Date\s*(?:\(\s*\)|(?=[;,)\s]))|\bMath\.random\b|\brandomUUID\b|\bcrypto\b|\bprocess\b\s*[.[]|\bconsole\b\s*\.|\bperformance\s*\.|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\s*\(|\bglobalThis\b|['"]node:/g;

export const checkCorePurity: Rule = forbid(
  (file) => inFolder('shared/core')(file) && isSource(file),
  IMPURE,
  'the core may not use',
);
