import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Delivery, StagedAnswer } from '../../shared/app/ports/authorization-store.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';
import type { AuthorizationRecord, RecordHead } from '../../shared/core/authorization/authorization.ts';
import type { Guidance, OnFile } from '../../shared/core/authorization/life.ts';
import { standingOf } from '../../shared/core/authorization/standing.ts';
import type { Approval, ApprovalWindow } from '../../shared/core/model/approval.ts';
import type { Assessment } from '../../shared/core/model/assessment.ts';
import type { AuthorizationState } from '../../shared/core/model/determination.ts';
import { assessment, determination } from './assessments.ts';

export const TENANT = tenantId('demo');
export const NOW = '2026-06-01T12:00:00.000Z';
export const order = (orderId = 'o1', source = 'ehr') => ({ source, orderId });

/** What a test says of a record; the rest is filled in. */
export interface RecordParts extends Partial<RecordHead>, Partial<Guidance>, Pick<OnFile, 'bookings' | 'told'> {
  readonly state?: AuthorizationState;
  readonly approvals?: readonly Approval[];
  readonly approval?: Approval;
  readonly window?: ApprovalWindow;
}

const decisionOf = (decision: Approval['decision']): Approval => ({
  decision,
  codes: [],
  source: 'portal',
  receivedAt: NOW,
});
/** What a state cannot be without. */
const WORDS: Readonly<Partial<Record<AuthorizationState, Approval['decision']>>> = {
  submitted: 'pended',
  denied: 'denied',
  appealed: 'appealed',
  approved: 'approved',
  partial: 'partial',
  expired: 'approved',
};

/** Where a record stands, with the decision its state cannot be without where the test names none. */
export const standing = ({ state = 'required', approvals = [], approval, window }: RecordParts) => {
  const word = WORDS[state];
  const all = word && approvals.length === 0 ? [approval ?? decisionOf(word)] : approvals;
  const needed = word === 'approved' || word === 'partial' ? all[0] : undefined;
  const end = state === 'expired' ? { end: '2026-05-31' } : undefined;
  const found = standingOf({ state, approvals: all, approval: approval ?? needed, window: window ?? end });
  if (!found) throw new Error(`A record cannot be ${state} like that.`);
  return found;
};

/** A complete head; each test changes what it is about. `patient` decides `patientKey`. */
export const record = (digest: Digest, about: RecordParts = {}): AuthorizationRecord => {
  const version = about.version ?? 1;
  const patient = about.patient ?? 'Patient/p1';
  const tenant = about.tenant ?? TENANT;
  return {
    tenant,
    ...order(about.orderId),
    version,
    placerIds: [{ system: 'urn:placer', value: 'PLACER-1' }],
    orderStatus: 'active',
    orderDigest: 'd1',
    patient,
    patientKey: patientKeyOf(digest, tenant, patient),
    payer: 'uhc-commercial',
    advice: 'pa-likely-approve',
    bookable: 'not-yet',
    disposition: 'Authorization is needed.',
    nextStep: '',
    codes: ['78452'],
    units: 1.5,
    serviceDate: '2026-07-01',
    determinationId: `det-${version}`,
    answerId: 'a1',
    answeredAt: NOW,
    assertionId: 'as1',
    documents: [],
    clocks: [],
    createdAt: NOW,
    updatedAt: NOW,
    history: [entry(version)],
    ...about,
    ...standing(about),
  };
};

export const entry = (version: number): AuthorizationRecord['history'][number] => ({
  version,
  at: NOW,
  what: 'assessed',
  by: 'ehr',
  to: 'required',
  says: `Version ${version}.`,
  determinationId: `det-${version}`,
});

export const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: `det-1-${more.headVersion ?? 1}`,
  order: order(),
  headVersion: 1,
  determinationId: 'det-1',
  kind: 'assessed',
  createdAt: NOW,
  attempts: 0,
  events: [{ type: 'StressTestAssessed', detail: { state: 'required' } }],
  ...more,
});

export const staged = (more: Partial<StagedAnswer> = {}): StagedAnswer => ({
  order: order(),
  determination: {
    id: 'det-1',
    asOf: '2026-06-01',
    answeredAt: NOW,
    question: {
      asked: { door: 'order', lines: [], facts: { age: { is: 'known', value: 60 } }, patient: {} },
      today: '2026-06-01',
      verdicts: {},
      approvals: {},
      versions: { engine: '1', codebook: '1' },
    },
    determination: determination(),
  },
  content: { text: '{"resourceType":"ServiceRequest"}' },
  placerIds: [{ system: 'urn:placer', value: 'PLACER-1' }],
  delivery: delivery({ order: more.order ?? order() }),
  ...more,
});

/** What was answered to one patient at one time. */
export const answered = (id: string, created = NOW, patient = 'Patient/p1'): Assessment => {
  const { inquiry } = assessment();
  const { id: _any, ...person } = inquiry.patient;
  return assessment({ inquiry: { patient: { ...person, reference: patient } }, assessment: { id, created } });
};
