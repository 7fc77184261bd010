import type { Said } from '../said.ts';
import type { CardPart } from './card.ts';

const firstSentence = (says: string): string => says.split(/(?<=\.) /)[0] ?? says;

/** The claim would fail as coded, and how to fix it. */
export const coding = ({ determination: { findings, line } }: Said): CardPart | undefined => {
  const errors = findings.filter((one) => one.severity === 'error' && one.line === line);
  const [first] = errors;
  if (!first) return undefined;
  return {
    topic: 'claim',
    lead: `Coding: ${firstSentence(first.says)}`,
    sentences: [first.fix],
    detail: errors.map(({ says, fix }) => `- ${says} ${fix}`),
  };
};
