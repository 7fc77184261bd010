import { relative } from 'node:path';
import { vi } from 'vitest';
import r4 from '../../shared/fhir/structure/r4.json' with { type: 'json' };
import type { Literal } from './regex-literals.ts';

/** A pattern put together at run time, and the file that did. */
export interface MadePattern extends Literal {
  readonly file: string;
}

/** Everything that makes patterns, loaded anew and used, so that each is made before our eyes. */
const makeAll = async (): Promise<void> => {
  vi.resetModules();
  await import('../../infra/cli/codes-import/read-diagnosis-file.ts');
  const { openExactJson } = await import('../../shared/cds-hooks/exact-json.ts');
  openExactJson('mark-1');
  const { codeList } = await import('../../shared/fhir/structure/code-list.ts');
  for (const name of Object.keys(r4.valueSets)) codeList(name);
};

/** The patterns that files of ours make from text; those of libraries are theirs. */
export const patternsMade = async (root: string): Promise<readonly MadePattern[]> => {
  const made: MadePattern[] = [];
  const Own = globalThis.RegExp;
  const note = (args: readonly unknown[]): void => {
    const frames = (new Error('where').stack ?? '').split('\n').slice(1);
    const at = frames.find((frame) => frame.includes(root) && !frame.includes('made-patterns'));
    const [path = ''] = /\/[^():]+\.ts/.exec(at ?? '') ?? [];
    const file = relative(root, path);
    const [source, flags] = args;
    if (/^(?:shared|functions|infra)\//.test(file))
      made.push({ file, source: source instanceof Own ? source.source : String(source), flags: String(flags ?? '') });
  };
  globalThis.RegExp = new Proxy(Own, {
    construct: (target, args: ConstructorParameters<typeof RegExp>) => {
      note(args);
      return new target(...args);
    },
    apply: (target, _self, args: ConstructorParameters<typeof RegExp>) => {
      note(args);
      return target(...args);
    },
  });
  try {
    await makeAll();
  } finally {
    globalThis.RegExp = Own;
  }
  return made;
};
