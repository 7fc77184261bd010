import { basename } from 'node:path';
import { type Import, refuseProblems } from './import.ts';
import { CODE, ourCodes } from './our-codes.ts';
import { readRows } from './read-rows.ts';

/** Path of a deployer's licensed texts: outside the code tables, and never committed. */
export const DESCRIPTORS = 'descriptors.json';

/**
 * Licensed descriptors from a deployer's own file: the code in the first column, its text in the last. Only codes we
 * use are kept, and only for display.
 */
export const importDescriptors: Import = async (paths, readTable) => {
  const { known } = ourCodes(readTable);
  const texts: Record<string, string> = {};
  const problems: string[] = [];
  for (const path of paths)
    for await (const { cells, line } of readRows(path)) {
      const [code = ''] = cells;
      const text = cells.length > 1 ? (cells.at(-1) ?? '') : '';
      if (!CODE.test(code) || !known.has(code)) continue;
      if (text === '') problems.push(`${basename(path)}, line ${line}: ${code} has no text.`);
      else texts[code] = text;
    }
  if (Object.keys(texts).length + problems.length === 0) problems.push('None of our codes is in the file.');
  refuseProblems(problems);
  return {
    tables: { [DESCRIPTORS]: texts },
    says: [`${Object.keys(texts).length} of ${known.size} codes have a licensed text. It is shown, never judged by.`],
  };
};
