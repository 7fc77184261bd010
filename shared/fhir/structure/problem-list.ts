import type { Problem } from '../../core/model/result.ts';
import type { Flaw } from './flaw.ts';

/** Collects problems; the first hundred are kept, the rest are counted. */
export interface ProblemList {
  /** `at` is the FHIRPath of the element; its last step becomes the subject of the sentence. */
  readonly add: (flaw: Flaw, at: string) => void;
  readonly all: () => readonly Problem[];
}

const MAX_PROBLEMS = 100;

const lastStep = (path: string) => path.slice(path.lastIndexOf('.') + 1);

export const problemList = (): ProblemList => {
  const kept: Problem[] = [];
  let more = 0;
  return {
    add: ({ code, says, below = '' }, at) => {
      const expression = at + below;
      if (kept.length < MAX_PROBLEMS) kept.push({ code, says: `'${lastStep(expression)}' ${says}.`, expression });
      else more += 1;
    },
    all: () => (more ? [...kept, { code: 'structure', says: `… and ${more} more.` }] : kept),
  };
};
