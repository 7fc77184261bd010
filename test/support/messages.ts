import type { CoverageCase } from '../../shared/core/answer/answer.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import type { Inquiry, ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import type { RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { bundle } from './rules.ts';
import { type ClaimLine, lineOf, SERVICE_DATE } from './service-lines.ts';

export const TODAY = '2026-05-01';

/** A message of lines under one coverage; each line is a code, or that and what differs. */
export const message = (
  lines: readonly ClaimLine[],
  more: Partial<Inquiry> = {},
  shared: Partial<ServiceFacts> = {},
): Inquiry => ({
  dialect: 'eligibility',
  mode: 'record',
  purposes: ['auth-requirements'],
  patient: { reference: 'Patient/1', birthDate: '1960-01-01', memberIds: [] },
  coverages: [{ reference: 'Coverage/1', status: 'active', focal: true }],
  lines: lines.map((one, index) => {
    const [text, part] = typeof one === 'string' ? [one, {}] : one;
    return lineOf(text, index + 1, {
      diagnoses: ['R07.9'],
      serviceDate: SERVICE_DATE,
      placeOfService: '11',
      ...shared,
      ...part,
    });
  }),
  orders: [],
  facts: { sex: known('male') } satisfies Facts,
  warnings: [],
  preAuthRefs: [],
  echo: {},
  ...more,
});

export const covered = (rules: RulesetBundle = bundle(), more: Partial<CoverageCase> = {}): CoverageCase => ({
  verdict: {
    coverage: { reference: 'Coverage/1', status: 'active', focal: true },
    inForce: 'yes',
    says: 'The coverage is in force.',
    source: 'coverage',
    warnings: [],
    payers: ['payer'],
  },
  bundle: rules,
  approvals: {},
  ...more,
});
