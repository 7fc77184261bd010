import { plainCode } from '../../../shared/codes/prefix-index.ts';
import { UnusableFile } from './import.ts';
import type { CodeChange } from './read-diagnosis-file.ts';

interface YearCodes {
  readonly categories: readonly string[];
  readonly billable: readonly string[];
  readonly headings: readonly string[];
}

const inOrder = (codes: ReadonlySet<string>): string[] =>
  [...codes].sort((a, b) => (plainCode(a) < plainCode(b) ? -1 : 1));

/** The code set of a year from that of the year before. Only its categories are kept. */
export const applyAddenda = (before: YearCodes, changes: readonly CodeChange[], name: string) => {
  const categories = new Set(before.categories);
  const codes = { billable: new Set(before.billable), headings: new Set(before.headings) };
  const problems: string[] = [];
  for (const { action, billable, code } of changes.filter(({ code: one }) => categories.has(one.slice(0, 3)))) {
    const set = billable ? codes.billable : codes.headings;
    if (action === 'delete' && !set.delete(code)) problems.push(`${name} deletes ${code}, which was not there.`);
    if (action === 'add' && set.has(code)) problems.push(`${name} adds ${code}, which was there already.`);
    if (action === 'add') set.add(code);
  }
  if (problems.length) throw new UnusableFile([...problems, 'Is it of the year after the one held?']);
  return { categories: [...before.categories], billable: inOrder(codes.billable), headings: inOrder(codes.headings) };
};

interface Listed {
  readonly valid: readonly string[];
  readonly special: readonly { readonly code: string; readonly to?: string }[];
}

/** The list kept by hand, a year later: codes deleted since are dated, and name the codes below them. */
export const applyToList = <L extends Listed>(list: L, changes: readonly CodeChange[], lastDay: string) => {
  const gone = changes.filter(({ action, billable }) => action === 'delete' && billable).map(({ code }) => code);
  const added = changes.filter(({ action, billable }) => action === 'add' && billable).map(({ code }) => code);
  const ended = list.valid.filter((code) => gone.includes(code));
  return {
    valid: list.valid.filter((code) => !ended.includes(code)),
    special: [
      ...list.special,
      ...ended.map((code) => ({ code, to: lastDay, replacedBy: added.filter((one) => one.startsWith(code)) })),
    ],
  };
};
