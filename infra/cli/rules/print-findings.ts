import type { LintFinding } from '../../../shared/rule-files/lint/lint-finding.ts';

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** Findings under the file they are about, files with errors first. */
export const printFindings = (findings: readonly LintFinding[], files: number): readonly string[] => {
  const of = (level: LintFinding['level']) => findings.filter((one) => one.level === level);
  const paths = [...new Set([...of('error'), ...of('warning')].map(({ path }) => path))];
  const lines = paths.flatMap((path) => {
    const own = [...of('error'), ...of('warning')].filter((one) => one.path === path);
    return [path, ...own.map(({ level, says }) => `  ${level.padEnd(7)}  ${says}`), ''];
  });
  const [errors, warnings] = [of('error').length, of('warning').length];
  const total = `${count(files, 'file')} read: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`;
  return [...lines, total];
};
