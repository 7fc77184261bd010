import type { Decided } from '../decide/decided.ts';
import { runDecisionTable } from '../decide/decision-table.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { DecidedByRules } from './advice-of-outcome.ts';
import { type AskedPolicy, KEPT_ASKED, knownAsText } from './asked.ts';
import { openQuestions } from './open-questions.ts';

/** What was found out about a line so far. */
interface Considered {
  readonly line: LineCase;
  /** By the decision table, without text for readers. */
  readonly decided: Decided;
  content?: string;
  asked?: AskedPolicy | 'nothing';
  settled?: LineCase;
}

export const isByRules = (decided: Decided): decided is DecidedByRules => decided.seen !== undefined;

/** An answer comes back to its lines several times, soon after another. */
const RECENT = 8;
const recent: Considered[] = [];
let next = 0;

/** @param content of its facts, where that is known already */
export const consider = (line: LineCase, content?: string): Considered => {
  for (const one of recent) if (one.line === line) return one;
  const made: Considered = {
    line,
    decided: runDecisionTable(line, false),
    ...(content === undefined ? {} : { content }),
  };
  recent[next] = made;
  next = (next + 1) % RECENT;
  return made;
};
export const decidedOf = (line: LineCase): Decided => consider(line).decided;

export const contentOfLine = (line: LineCase): string => {
  const considered = consider(line);
  considered.content ??= knownAsText(line.facts);
  return considered.content;
};

/** The questions of a line; undefined without rules, or where its policy's diagram would be too large. */
export const askedAbout = (line: LineCase): AskedPolicy | undefined => {
  const considered = consider(line);
  const { decided, asked } = considered;
  if (asked) return asked === 'nothing' ? undefined : asked;
  const open = isByRules(decided) ? openQuestions(line, decided.seen) : undefined;
  const made = open && KEPT_ASKED.of(open, contentOfLine(line), line.facts);
  considered.asked = made ?? 'nothing';
  return made;
};
