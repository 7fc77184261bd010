import * as z from 'zod/mini';
import type { StoredDetermination } from '../../../app/ports/authorization-store.ts';
import type { StoredQuestion } from '../../../core/answer/question.ts';
import type { Assessment, CoverageVerdict } from '../../../core/model/assessment.ts';
import { makeReader } from '../item.ts';

/**
 * What a determination shares with the answer it came from is stored with the answer alone: the message, the coverage,
 * the versions and the determination itself. `today` is stored there, too, for an answer given again is one of that day.
 */
interface SharingDetermination {
  readonly id: string;
  readonly asOf: string;
  readonly answeredAt: string;
  readonly answerId: string;
  /** Its index among those of the first coverage. */
  readonly index: number;
  /** Dates on which the coverage is as in the answer. */
  readonly dates: readonly string[];
  /** By date, where the coverage differs from it. */
  readonly verdicts?: StoredQuestion['verdicts'];
  readonly approvals: StoredQuestion['approvals'];
}

const text = z.string();
const readWhole = makeReader<StoredDetermination>(
  'determination',
  z.looseObject({ id: text, asOf: text, answeredAt: text, determination: z.looseObject({ advice: text }) }),
);
const readSharing = makeReader<SharingDetermination>(
  'determination',
  z.looseObject({
    id: text,
    asOf: text,
    answeredAt: text,
    answerId: text,
    index: z.int(),
    dates: z.array(text),
    approvals: z.looseObject({}),
  }),
);
const isSharing = z.looseObject({ answerId: text });

/** Compares by reference: what was not taken from the answer is stored whole. */
const sharing = (
  { id, asOf, answeredAt, question, determination }: StoredDetermination,
  { id: answerId, inquiry, answer }: Assessment,
): SharingDetermination | undefined => {
  const [coverage] = answer.coverages;
  const { asked, verdicts, approvals, versions } = question;
  const isOfMessage =
    asked.door === inquiry.dialect &&
    asked.use === inquiry.use &&
    asked.lines === inquiry.lines &&
    asked.facts === inquiry.facts &&
    asked.patient.birthDate === inquiry.patient.birthDate;
  const index = coverage?.determinations.indexOf(determination) ?? -1;
  if (!isOfMessage || versions !== answer.versions || index < 0) return undefined;
  const dates = Object.keys(verdicts).filter((date) => verdicts[date] === coverage?.verdict);
  const others = Object.entries(verdicts).filter(([date]) => !dates.includes(date));
  return {
    id,
    asOf,
    answeredAt,
    answerId,
    index,
    dates,
    ...(others.length ? { verdicts: Object.fromEntries(others) } : {}),
    approvals,
  };
};

/** As stored beside this answer. */
export const storedBeside = (
  determination: StoredDetermination,
  assessment: Assessment,
): SharingDetermination | StoredDetermination => sharing(determination, assessment) ?? determination;

/** As an earlier release stored it, or with what it shares with its answer. */
export const readDetermination = async (
  stored: unknown,
  readAnswer: (id: string) => Promise<{ readonly assessment: Assessment; readonly today?: string } | undefined>,
): Promise<StoredDetermination> => {
  if (!isSharing.safeParse(stored).success) return readWhole(stored);
  const { id, asOf, answeredAt, answerId, index, dates, verdicts, approvals } = readSharing(stored);
  const found = await readAnswer(answerId);
  const [coverage] = found?.assessment.answer.coverages ?? [];
  const determination = coverage?.determinations[index];
  if (!found?.today || !coverage || !determination) throw new Error('The answer of a determination is missing.');
  const { inquiry, answer } = found.assessment;
  const { dialect, use, lines, facts, patient } = inquiry;
  const own = dates.map((date): [string, CoverageVerdict] => [date, coverage.verdict]);
  return {
    id,
    asOf,
    answeredAt,
    question: {
      asked: {
        door: dialect,
        ...(use ? { use } : {}),
        lines,
        facts,
        patient: patient.birthDate ? { birthDate: patient.birthDate } : {},
      },
      today: found.today,
      verdicts: { ...Object.fromEntries(own), ...verdicts },
      approvals,
      versions: answer.versions,
    },
    determination,
  };
};
