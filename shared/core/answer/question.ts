import type { CoverageVerdict, Versions } from '../model/assessment.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { type AskedMessage, type CoverageCase, otherDatesOf, serviceDateOf } from './answer.ts';

/** A message as stored: its dialect is stored under `door`, its name in the first stored questions. */
interface StoredAsked extends Omit<AskedMessage, 'dialect'> {
  readonly door: AskedMessage['dialect'];
}

/**
 * Everything an answer under one coverage depends on, rules and tables aside; plain data, stored with the answer so that
 * it can be computed again.
 */
export interface StoredQuestion {
  readonly asked: StoredAsked;
  /** Local date used for lines without a service date. */
  readonly today: string;
  /** By service date. */
  readonly verdicts: Readonly<Record<string, CoverageVerdict>>;
  readonly approvals: CoverageCase['approvals'];
  readonly versions: Versions;
}

export const questionOf = (
  asked: AskedMessage,
  coverage: CoverageCase,
  today: string,
  versions: Versions,
): StoredQuestion => {
  const { dialect, use, lines, facts, patient } = asked;
  const verdicts = Object.entries(coverage.otherDates ?? {}).map(([date, { verdict }]) => [date, verdict]);
  return {
    asked: {
      door: dialect,
      ...(use ? { use } : {}),
      lines,
      facts,
      patient: patient.birthDate ? { birthDate: patient.birthDate } : {},
    },
    today,
    verdicts: { [serviceDateOf(lines, today)]: coverage.verdict, ...Object.fromEntries(verdicts) },
    approvals: coverage.approvals,
    versions,
  };
};

/** The message as it was asked. */
export const askedOf = ({ asked: { door, ...asked } }: StoredQuestion): AskedMessage => ({ dialect: door, ...asked });

/** The coverage as evaluated, with the rules `select` returns. */
export const coverageOf = (
  { asked, today, verdicts, approvals }: StoredQuestion,
  select: (payer: string, date: string) => RulesetBundle | 'ambiguous' | undefined,
): CoverageCase => {
  const on = (date: string) => {
    const verdict = verdicts[date];
    if (!verdict) throw new Error('A question does not hold the coverage of all its dates.');
    const [payer] = verdict.payers;
    return { verdict, bundle: verdict.payers.length === 1 && payer ? select(payer, date) : undefined };
  };
  const others = otherDatesOf(asked.lines, today);
  return {
    ...on(serviceDateOf(asked.lines, today)),
    ...(others.length ? { otherDates: Object.fromEntries(others.map((date) => [date, on(date)])) } : {}),
    approvals,
  };
};
