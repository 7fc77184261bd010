import { addDays } from '../../core/model/dates.ts';

interface Dated {
  readonly id: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
}

/** A file's name gives owner and first day; both must match its content. */
export const checkName = (path: string, name: string, { effectiveFrom, effectiveTo }: Dated): readonly string[] => [
  ...(path === `${name}/${effectiveFrom}.json`
    ? []
    : [`by its content it must be named ${name}/${effectiveFrom}.json`]),
  ...(effectiveTo !== undefined && effectiveTo < effectiveFrom ? ['effectiveTo lies before effectiveFrom'] : []),
];

/** The files a ruleset uses must be valid as long as the ruleset is. */
export const checkSpan = (part: Dated, whole: Dated): readonly string[] => [
  ...(part.effectiveFrom > whole.effectiveFrom ? [`uses: ${part.id} starts only on ${part.effectiveFrom}`] : []),
  ...(part.effectiveTo !== undefined && part.effectiveTo < (whole.effectiveTo ?? '9999')
    ? [`uses: ${part.id} ends on ${part.effectiveTo}`]
    : []),
];

/**
 * Versions of one payer, oldest first, follow one another day by day: no overlap, no silent gap. A version without an
 * end lasts until the next one starts, so a released file never needs an edit.
 */
export const checkSequence = (versions: readonly Dated[]): readonly string[] =>
  versions.slice(1).flatMap(({ effectiveFrom: next }, index) => {
    const { effectiveFrom, effectiveTo } = versions[index] ?? { effectiveFrom: next };
    if (next <= effectiveFrom) return [`two versions start on ${next}`];
    return effectiveTo === undefined || addDays(effectiveTo, 1) === next
      ? []
      : [`a version ends on ${effectiveTo} and the next starts on ${next}`];
  });
