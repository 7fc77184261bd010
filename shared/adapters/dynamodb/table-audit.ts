import { stampOf } from '../../app/ports/access/audit.ts';
import type { PatientKey } from '../../core/model/keys/person-keys.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { hashNumber, join, segment, under } from './key-text.ts';
import { type Key, type Range, SHARDS } from './table.ts';

/**
 * Keys of the audit trail. An id starts with its instant (`20260601T150000.000Z-…`), so day, shard and position in time
 * all follow from it.
 */
const LAST = '~~';
const partition = (tenant: TenantId, day: string, shard: number): string =>
  under(tenant, 'AUDIT', segment(day), String(shard));
const shardOf = (id: string): number => hashNumber(id) % SHARDS;

export const auditKeys = {
  access: (tenant: TenantId, id: string): Key => ({
    pk: partition(tenant, id.slice(0, 8), shardOf(id)),
    sk: segment(id),
  }),
  /** One more patient of the same access: only a row of the patient index. */
  patientRow: (tenant: TenantId, id: string, count: number): Key => {
    const { pk, sk } = auditKeys.access(tenant, id);
    return { pk, sk: join(sk, String(count)) };
  },
  /** How far a trail is sealed; a list of its own, which only the sealer may write. */
  sealed: (tenant: TenantId): Key => ({ pk: join('SEALED', segment(tenant)), sk: 'UNTIL' }),
};

/** The access entry an index row belongs to. */
export const accessOfRow = ({ pk, sk }: Key): Key => ({ pk, sk: sk.split('#')[0] ?? sk });
export const isPatientRow = ({ sk }: Key): boolean => sk.includes('#');

export const auditIndexes = {
  patient: (tenant: TenantId, patientKey: PatientKey, id: string) => ({
    gsi1pk: under(tenant, 'PATIENT', segment(patientKey)),
    gsi1sk: join('AUDIT', segment(id)),
  }),
  agent: (tenant: TenantId, agent: string, id: string) => ({
    gsi2pk: under(tenant, 'AGENT', segment(agent)),
    gsi2sk: join('AUDIT', segment(id)),
  }),
};

const span = (from = '', to = '') => ({
  from: join('AUDIT', stampOf(from)),
  to: `${join('AUDIT', stampOf(to))}${LAST}`,
});
export const auditRanges = {
  patient: (tenant: TenantId, patientKey: PatientKey, from?: string, to?: string): Range => ({
    index: 'patient',
    pk: under(tenant, 'PATIENT', segment(patientKey)),
    ...span(from, to),
  }),
  agent: (tenant: TenantId, agent: string, from?: string, to?: string): Range => ({
    index: 'lookup',
    pk: under(tenant, 'AGENT', segment(agent)),
    ...span(from, to),
  }),
  /** Every partition of a UTC day, from one instant up to but not including another. */
  day: (tenant: TenantId, day: string, from: string, to: string): readonly Range[] =>
    Array.from({ length: SHARDS }, (_, shard) => ({
      pk: partition(tenant, stampOf(day), shard),
      from: stampOf(from),
      to: stampOf(to),
    })),
};
