import { answerInquiry } from '../../shared/core/answer/answer.ts';
import type { CoverageAnswer } from '../../shared/core/model/assessment.ts';
import type { Determination } from '../../shared/core/model/determination.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Inquiry } from '../../shared/core/model/message/inquiry.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { type ClaimLine, codebook, lineOf, type Part, SERVICE_DATE } from './service-lines.ts';

const rules = loadRules();

/** What a question to the core is about, besides its lines. */
export interface Asked {
  readonly payer: string;
  readonly dialect?: Inquiry['dialect'];
  readonly use?: Inquiry['use'];
  readonly facts?: Facts;
  readonly birthDate?: string;
  /** What every line shares, unless it says otherwise. */
  readonly line?: Part;
  readonly approvals?: Readonly<Record<string, readonly Approval[]>>;
  readonly ended?: boolean;
}
type Approval = NonNullable<Determination['approval']>;

/** Nothing in the history, chest pain that may be cardiac, a readable ECG, legs that walk. */
export const PLAIN: Facts = {
  sex: known('male'),
  chestPain: known('possible-cardiac'),
  exertionalDyspnea: known(false),
  canExercise: known(true),
  ecgReadable: known(true),
  knownCad: known(false),
  priorMi: absent,
  priorPci: absent,
  priorCabg: absent,
  priorIschemiaTest: absent,
};

/** The whole answer of the core under one coverage in force, by the rules as released. */
export const ask = (asked: Asked, ...lines: readonly ClaimLine[]): CoverageAnswer => {
  const { payer, dialect = 'claim', facts = PLAIN, birthDate = '1959-01-02', line = {}, ended = false } = asked;
  const coverage = { reference: 'Coverage/1', status: 'active', focal: true } as const;
  const shared = { diagnoses: ['R07.9'], serviceDate: SERVICE_DATE, ...line };
  const inquiry: Inquiry = {
    dialect,
    mode: 'check',
    ...(asked.use ? { use: asked.use } : {}),
    purposes: ['auth-requirements'],
    patient: { reference: 'Patient/1', birthDate, memberIds: [] },
    coverages: [coverage],
    lines: lines.map((one, index) => {
      const [text, part] = typeof one === 'string' ? [one, {}] : one;
      return lineOf(text, index + 1, { ...shared, ...part });
    }),
    orders: [],
    facts,
    warnings: [],
    preAuthRefs: [],
    echo: {},
  };
  const { coverages } = answerInquiry(
    inquiry,
    [
      {
        verdict: {
          coverage,
          inForce: ended ? 'no' : 'yes',
          ...(ended ? { reason: 'no-active-coverage' as const } : {}),
          says: ended ? 'The coverage ended.' : 'The coverage is in force.',
          source: 'coverage',
          warnings: [],
          payers: [payer],
        },
        bundle: rules.select(payer, inquiry.lines[0]?.serviceDate ?? SERVICE_DATE),
        approvals: asked.approvals ?? {},
      },
    ],
    codebook,
    SERVICE_DATE,
  );
  return coverages[0]!;
};

export const theTest = (answer: CoverageAnswer): Determination => {
  const [first, second] = answer.determinations.filter(({ role }) => role === 'test');
  if (!first || second) throw new Error(`Expected one test, found ${answer.determinations.length} lines`);
  return first;
};
