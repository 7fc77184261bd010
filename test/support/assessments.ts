import { CPT } from '../../shared/codes/systems.ts';
import type { Assessment, CoverageAnswer, CoverageVerdict } from '../../shared/core/model/assessment.ts';
import type { Determination } from '../../shared/core/model/determination.ts';
import type { CoverageFacts, Inquiry, ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import type { Echo } from '../../shared/fhir/echo.ts';

/** Hand-made answers for the writers: every builder gives something complete, each test changes what it is about. */

export const determination = (more: Partial<Determination> = {}): Determination => ({
  line: 1,
  role: 'test',
  codes: ['93351'],
  ordered: [{ system: CPT, code: '93351' }],
  modifiers: [],
  units: 1,
  group: 'stress-echo',
  modality: 'stress-echo',
  advice: 'pa-pend-info',
  row: 'D11',
  covered: 'conditional',
  paNeeded: 'auth-needed',
  docNeeded: ['clinical'],
  infoNeeded: [],
  authorizationRequired: true,
  state: 'information-needed',
  bookable: 'not-yet',
  necessity: 'unknown',
  criteria: [
    {
      id: 'A7',
      result: 'unknown',
      says: 'Symptoms, and an ECG that can be read.',
      cite: 'https://example.org/policy#a7',
      level: 'secondary',
      evidence: ['Observation/o1', 'urn:uuid:7f1f6a2e-0000-4000-8000-000000000001', '#inner'],
    },
  ],
  findings: [],
  reasons: ['A question is open.'],
  warnings: [],
  documents: ['office-note', 'resting-ecg'],
  missing: [{ fact: 'canExercise', question: 'Can the patient exercise?' }],
  wouldChange: [{ fact: 'canExercise', to: 'false', advice: 'pa-likely-approve' }],
  payer: 'uhc-commercial',
  route: ['vendor-portal', 'https://portal.example/authorizations'],
  ruleset: { id: 'uhc-commercial', version: '2026-01-01', hash: 'abc' },
  illustrative: false,
  serviceDate: '2026-06-01',
  ...more,
});

export const coverage = (more: Partial<CoverageFacts> = {}): CoverageFacts => ({
  reference: 'Coverage/c1',
  status: 'active',
  focal: true,
  start: '2026-01-01',
  end: '2026-12-31',
  ...more,
});

export const verdict = (more: Partial<CoverageVerdict> = {}): CoverageVerdict => ({
  coverage: coverage(),
  inForce: 'yes',
  says: 'The coverage is in force on the service date.',
  source: 'coverage',
  start: '2026-01-01',
  end: '2026-12-31',
  warnings: ['Coverage is taken from the message; not confirmed with the payer.'],
  payers: ['uhc-commercial'],
  ...more,
});

export const covered = (more: Partial<CoverageAnswer> = {}): CoverageAnswer => ({
  verdict: verdict(),
  advice: 'pa-pend-info',
  disposition: 'Authorization is needed; answer the open questions first.',
  determinations: [determination()],
  ...more,
});

const service = (line: number): ServiceFacts => ({ line, codes: ['93351'], ordered: [], modifiers: [], diagnoses: [] });

export const echo = (more: Partial<Echo> = {}): Echo => ({
  patient: { reference: 'Patient/p1' },
  insurer: { reference: 'Organization/payer' },
  coverages: [{ reference: { reference: 'Coverage/c1' } }],
  lines: [
    {
      productOrService: { coding: [{ system: CPT, code: '93351' }] },
      modifier: [{ coding: [{ system: CPT, code: '26' }] }],
      quantity: { value: 1 },
      orderReference: { reference: 'ServiceRequest/sr1' },
    },
  ],
  ...more,
});

/** An order answered under one coverage, unless told otherwise; lines follow the echo. */
export const assessment = (
  more: {
    readonly echo?: Echo;
    readonly inquiry?: Partial<Inquiry>;
    readonly coverages?: readonly CoverageAnswer[];
    readonly answer?: Partial<Assessment['answer']>;
    readonly assessment?: Partial<Assessment>;
  } = {},
): Assessment => {
  const left = more.echo ?? echo();
  const coverages = more.coverages ?? [covered()];
  return {
    id: '4bb1f2c3d4e5f60718293a4b5c6d7e8f90a1b2c3',
    created: '2026-05-12T12:00:00.000Z',
    asOf: '2026-06-01',
    inquiry: {
      dialect: 'order',
      mode: 'record',
      purposes: ['auth-requirements', 'validation'],
      patient: { reference: left.patient.reference ?? '', memberIds: [] },
      coverages: coverages.flatMap(({ verdict: { coverage: one } }) => one ?? []),
      lines: left.lines.map((_line, index) => service(index + 1)),
      orders: [],
      facts: {},
      warnings: [],
      preAuthRefs: [],
      echo: left,
      ...more.inquiry,
    },
    answer: {
      advice: coverages[0]?.advice ?? 'no-active-coverage',
      disposition: coverages[0]?.disposition ?? '',
      coverages,
      serviceDate: '2026-06-01',
      versions: { engine: '0.1.0', codebook: '2026' },
      warnings: [],
      ...more.answer,
    },
    assertionIds: coverages[0]?.determinations.map(({ line }) => `assertion-${line}`) ?? [],
    clocks: [],
    orders: [],
    ...more.assessment,
  };
};
