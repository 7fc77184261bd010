import type { CoverageEntry, CoverageMap } from '../../../client/index.ts';
import { words } from '../../words/words.ts';

const text = words.rules;
const GROUPS: Readonly<Record<string, string>> = text.groups;
const ANSWERS: Readonly<Record<string, string>> = text.answers;

/** What a policy says of a group of tests, in one sentence: `Stress echo needs authorization.` */
const sentenceOf = ({ group, word, answer }: CoverageEntry): string =>
  `${GROUPS[group] ?? group} ${ANSWERS[word === 'none' ? 'none' : answer] ?? text.answers['ask-plan']}`;

export interface PolicySentence {
  readonly entry: CoverageEntry;
  readonly says: string;
  /** What it says on the other day, where that differs. */
  readonly was?: string;
}

/** The sentences of a day, each beside the other day's where the two differ. */
export const compareDays = (day: CoverageMap, other: CoverageMap | undefined): readonly PolicySentence[] =>
  day.entries.map((entry) => {
    const says = sentenceOf(entry);
    const found = other?.entries.find(({ group, payer }) => group === entry.group && payer.code === entry.payer.code);
    const was = found && sentenceOf(found);
    return { entry, says, ...(was !== undefined && was !== says ? { was } : {}) };
  });
