import type { Codebook } from '../model/codebook.ts';
import { modalityName } from './alternative-words.ts';

/**
 * What is to be done, as people read it in a list: our own words, never the licensed descriptor. Several codes of which one is
 * meant are named once each; a code that is not in the tables stands for itself.
 */
export const testWords = (codes: readonly string[], { procedure }: Pick<Codebook, 'procedure'>): string => {
  const known = codes.map((code) => ({ code, one: procedure(code) }));
  const tests = known.filter(({ one }) => one === undefined || one.role === 'test');
  const words = (tests.length ? tests : known).map(({ code, one }) => {
    const { role, modality, says = code } = one ?? {};
    return role === 'test' && modality ? modalityName(modality) : says;
  });
  return [...new Set(words)].join(' or ');
};
