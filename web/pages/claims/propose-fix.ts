import type { Finding } from '../../../client/index.ts';
import { partsOf, type TypedClaim, type TypedLine } from './claim-draft.ts';

/** Changes a line of the claim, or takes it off (`undefined`). */
type Change = (line: TypedLine) => TypedLine | undefined;

const withModifiers = (line: TypedLine, change: (modifiers: readonly string[]) => readonly string[]): TypedLine => ({
  ...line,
  modifiers: change(partsOf(line.modifiers)).join(' '),
});

/** The service's own sentences that name one exact change; every other is for a person to weigh. */
const SENTENCES: readonly (readonly [
  RegExp,
  (...found: readonly string[]) => readonly [code: string, change: Change],
])[] = [
  [/^Remove ([A-Z0-9]{5})(?:\.|; report [A-Z0-9]{5} alone\.)/, (code = '') => [code, () => undefined]],
  [
    /^Report ([A-Z0-9]{5})-([A-Z0-9]{2})\.$/,
    (code = '', modifier = '') => [
      code,
      (line) => withModifiers(line, (all) => [modifier, ...all.filter((one) => one !== modifier)]),
    ],
  ],
  [/^Report ([A-Z0-9]{5}) x(\d+)\.$/, (code = '', units = '1') => [code, (line) => ({ ...line, units })]],
  [
    /^Report at most (\d+) units? of ([A-Z0-9]{5}) for the day\./,
    (units = '1', code = '') => [code, (line) => ({ ...line, units })],
  ],
  [
    /^Remove (?:modifier )?([A-Z0-9]{2}) from ([A-Z0-9]{5})\./,
    (modifier = '', code = '') => [code, (line) => withModifiers(line, (all) => all.filter((one) => one !== modifier))],
  ],
  [
    /^Report ([A-Z0-9]{5}) without modifier ([A-Z0-9]{2})\b/,
    (code = '', modifier = '') => [code, (line) => withModifiers(line, (all) => all.filter((one) => one !== modifier))],
  ],
];

/** The line the finding stands under if it has the code, else the only line that has it. */
const lineOf = ({ lines }: TypedClaim, { line }: Finding, code: string): number => {
  const has = (index: number) => lines[index]?.code.trim().toUpperCase() === code;
  if (has(line - 1)) return line - 1;
  const found = lines.flatMap((_, index) => (has(index) ? [index] : []));
  return found.length === 1 ? (found[0] ?? -1) : -1;
};

/** The claim with what a finding says corrected; `undefined` where a person has to decide. */
export const proposeFix = (claim: TypedClaim, finding: Finding): TypedClaim | undefined => {
  for (const [sentence, read] of SENTENCES) {
    const found = sentence.exec(finding.fix);
    if (!found) continue;
    const [code, change] = read(...found.slice(1));
    const at = lineOf(claim, finding, code);
    const line = claim.lines[at];
    if (!line) return undefined;
    const changed = change(line);
    const lines = claim.lines.flatMap((one, index) => (index === at ? (changed ? [changed] : []) : [one]));
    return lines.length ? { ...claim, lines } : undefined;
  }
  return undefined;
};
