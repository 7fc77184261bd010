import { addDays } from '../../core/model/dates.ts';
import { compareVersions, fileNameOf, revisionIn } from '../file-name.ts';

interface Dated {
  readonly id: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly revision?: object;
}

/** A file's name gives owner and first day, of a revision also the version; all must match its content. */
export const checkName = (path: string, name: string, file: Dated): readonly string[] => {
  const { effectiveFrom, effectiveTo } = file;
  const named = fileNameOf(name, file);
  return [
    ...(path === named ? [] : [`by its content it must be named ${named}`]),
    ...(effectiveTo !== undefined && effectiveTo < effectiveFrom ? ['effectiveTo lies before effectiveFrom'] : []),
  ];
};

/** Files of one first day: the first one, once, and revisions of it with higher versions. */
export const checkRevisions = (
  day: string,
  files: readonly string[],
  versionOf: (path: string) => unknown,
): readonly string[] => {
  const [base, next] = files;
  if (base === undefined || revisionIn(base)) return [`a revision of ${day}, and no version it revises`];
  if (next === undefined) return [];
  if (new Set(files).size < files.length) return [`two versions start on ${day}`];
  const held = String(versionOf(base));
  return compareVersions(revisionIn(next) ?? '', held) > 0
    ? []
    : [`revision ${revisionIn(next)} of ${day} is not higher than version ${held}`];
};

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
