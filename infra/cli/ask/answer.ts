import { mapCoverage } from '../../../shared/app/search/map-coverage.ts';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { readAnswer } from '../../local/read-answer.ts';
import { askService } from '../service/call-service.ts';
import { today } from '../today.ts';
import type { Asked } from './asked.ts';
import { type Form, readForm } from './form.ts';
import { orderFact } from './order-facts.ts';
import { writeRequest } from './write-request.ts';

/** A fact that can still change the answer, and the advice some of its values would give. */
export interface OpenQuestion {
  readonly fact: string;
  readonly question: string;
  /** Accepted values. */
  readonly takes: string;
  readonly wouldChange: readonly { readonly to: string; readonly advice: string }[];
}

/** The answer as `ask` prints it; also what `--json` prints. */
export interface Answered {
  readonly payer: string;
  readonly code: string;
  readonly diagnoses: readonly string[];
  readonly date: string;
  readonly advice: string;
  readonly says: string;
  /** Where the visit stands, for people, and whose move it is. */
  readonly state: string;
  /** The day asked about is over: there is nothing left to book. */
  readonly past?: true;
  readonly owner: string;
  /** Missing where no version is in force on the date, or the code is not a test in the rules. */
  readonly rule?: {
    readonly id: string;
    readonly version: string;
    readonly effectiveFrom: string;
    /** Its authorization requirement for this kind of test, exceptions aside. */
    readonly authorization: string;
    /** There are exceptions, by product or state, that may apply. */
    readonly exceptions: boolean;
    readonly level: string;
    readonly sourceRead?: string;
  };
  readonly reasons: readonly string[];
  readonly criteria: readonly {
    readonly id: string;
    readonly result: string;
    readonly says: string;
    readonly cite: string;
    readonly level: string;
  }[];
  readonly findings: readonly { readonly severity: string; readonly says: string; readonly fix: string }[];
  readonly open: readonly OpenQuestion[];
  readonly warnings: readonly string[];
}

const CLINICAL = '/r4/Questionnaire/stress-test-clinical';
const SUBMIT = '/r4/CoverageEligibilityRequest/$submit';

export const loadForm = async (url: string): Promise<Form> => readForm(await askService(url, { path: CLINICAL }));

const ruleFor = ({ payer, code }: Asked, date: string): Pick<Answered, 'rule'> => {
  const map = mapCoverage({ date, payers: [payer] }, { rules: loadRules() });
  const group = loadCodebook().procedure(code)?.group;
  const entry = map.ok ? map.value.entries.find((one) => one.group === group) : undefined;
  const { ruleset, answer, level, effectiveFrom, retrieved, exceptions = [] } = entry ?? {};
  if (!ruleset || !answer || !level || !effectiveFrom) return {};
  const read = retrieved ? { sourceRead: retrieved } : {};
  return {
    rule: { ...ruleset, effectiveFrom, authorization: answer, exceptions: exceptions.length > 0, level, ...read },
  };
};

/** Calls the endpoint an EHR calls, and reads its answer. */
export const answerTo = async (asked: Asked, form: Form, url: string): Promise<Answered> => {
  const date = asked.answers.get('serviceDate') ?? today();
  const body = JSON.stringify(writeRequest(asked, form, today()));
  const { advice, disposition, lines, warnings } = readAnswer(
    await askService(url, { method: 'POST', path: SUBMIT, body }),
  );
  const [line] = lines;
  const { payer, code, diagnoses } = asked;
  return {
    payer,
    code,
    diagnoses,
    date,
    advice,
    says: disposition,
    state: line?.state ?? '',
    owner: line?.owner ?? '',
    ...(date < today() ? { past: true as const } : {}),
    ...ruleFor(asked, date),
    reasons: line?.reasons ?? [],
    criteria: line?.criteria ?? [],
    findings: (line?.findings ?? []).map(({ severity, says, fix }) => ({ severity, says, fix })),
    open: (line?.missing ?? []).map(({ fact, question }) => ({
      fact,
      question,
      takes: form.questions.get(fact)?.takes ?? orderFact(fact)?.takes ?? '',
      wouldChange: (line?.wouldChange ?? [])
        .filter((one) => one.fact === fact)
        .map(({ to, advice }) => ({ to, advice })),
    })),
    warnings: [...warnings, ...(line?.warnings ?? [])],
  };
};
