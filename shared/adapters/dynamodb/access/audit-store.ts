import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { everyPatientKey, patientKeyOf } from '../../../app/keys/patient-key.ts';
import {
  type Access,
  type AccessQuery,
  type AuditTrail,
  DEFAULT_AUDIT_YEARS,
  stampOf,
  YEAR_SECONDS,
} from '../../../app/ports/access/audit.ts';
import type { Page } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { addDays } from '../../../core/model/dates.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { rowsBehind } from '../index-rows.ts';
import { makeReader } from '../item.ts';
import { readPage } from '../page.ts';
import { queryRange } from '../query-range.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { getItem, putItem, type TableAccess } from '../table-access.ts';
import { accessOfRow, auditIndexes, auditKeys, auditRanges } from '../table-audit.ts';
import { inspectAudit } from './inspect-audit.ts';
import { makeSealMarks } from './seal-marks.ts';

const text = z.string();
const shape = z.looseObject({
  access: z.looseObject({
    id: text,
    tenant: text,
    at: text,
    who: z.looseObject({ kind: text, name: text }),
    door: text,
    action: z.enum(['C', 'R', 'U', 'E']),
    status: z.int(),
    patients: z.array(text),
    orders: z.array(z.looseObject({ source: text, orderId: text })),
    answers: z.array(text),
  }),
});
const readShape = makeReader<{ readonly access: Access }>('audit entry', shape);
export const readAccess = (item: unknown): Access => readShape(item).access;

const rangesOf = (digest: Digest, tenant: TenantId, { patient, agent, from, to }: AccessQuery) => {
  if (patient !== undefined)
    return everyPatientKey(digest, tenant, patient).map((key) => auditRanges.patient(tenant, key, from, to));
  return agent === undefined ? [] : [auditRanges.agent(tenant, agent, from, to)];
};

/**
 * The audit trail, append-only: each entry has its own id and is put only if that id does not exist. None is placed in what is
 * sealed already: a clock that ran ahead would make every entry after it look inserted.
 */
export const makeAuditStore = (
  table: TableAccess,
  digest: Digest,
  deploymentYears = DEFAULT_AUDIT_YEARS,
): AuditTrail => {
  const marks = makeSealMarks(table);
  /** Patient index rows for all but the first patient, written before the entry: without it they are ignored. */
  const putRows = async ({ tenant, patients, id }: Access, expiry: object): Promise<void> => {
    const rows = patients.slice(1).map((patient, index) => ({
      ...auditKeys.patientRow(tenant, id, index + 1),
      ...auditIndexes.patient(tenant, patientKeyOf(digest, tenant, patient), id),
      patient,
      ...expiry,
    }));
    if (rows.length)
      await writeBatch(
        table,
        rows.map((put) => ({ put })),
      );
  };

  const find = (tenant: TenantId, query: AccessQuery): Promise<Page<Access>> =>
    readPage(query.limit, query.cursor, async (after, limit) => {
      const found = await Promise.all(
        rangesOf(digest, tenant, query).map((range) => rowsBehind(table, range, after, limit)),
      );
      const rows = found
        .flat()
        .sort((a, b) => (a.position < b.position ? 1 : -1))
        .slice(0, limit);
      const items = await readBatch(
        table,
        rows.map(({ key }) => accessOfRow(key)),
      );
      return rows.map(({ position }, index) => {
        const access = items[index] && readAccess(items[index]);
        const isMeant = access && (query.agent === undefined || access.who.name === query.agent);
        return { position, name: position, item: isMeant ? access : undefined };
      });
    });

  const inspect: AuditTrail['inspect'] = async (tenant, from, to) => {
    const items: Record<string, unknown>[] = [];
    for (let day = from.slice(0, 10); day <= to.slice(0, 10); day = addDays(day, 1))
      for (const range of auditRanges.day(tenant, day, from, to)) items.push(...(await queryRange(table, range)));
    return inspectAudit(items, readAccess, digest);
  };

  return {
    append: async (happened, keepYears = 0) => {
      const sealed = await marks.recent(happened.tenant);
      const place = sealed !== undefined && sealed > happened.at ? sealed : happened.at;
      const id = `${stampOf(place)}-${randomUUID()}`;
      const access: Access = { id, ...happened };
      const { tenant, who, patients } = access;
      const seconds = Math.max(deploymentYears, keepYears) * YEAR_SECONDS;
      const expiry = { [EXPIRY_ATTRIBUTE]: Math.ceil(Date.parse(place) / 1000 + seconds) };
      await putRows(access, expiry);
      const [patient] = patients;
      const item = {
        ...auditKeys.access(tenant, id),
        ...auditIndexes.agent(tenant, who.name, id),
        ...(patient === undefined ? {} : auditIndexes.patient(tenant, patientKeyOf(digest, tenant, patient), id)),
        access,
        ...expiry,
      };
      const done = await putItem(table, item, { expression: 'attribute_not_exists(pk)' });
      if (done === 'refused') throw new Error('An audit entry of this id is there already.');
    },
    get: async (tenant, id) => {
      const item = await getItem(table, auditKeys.access(tenant, id));
      return item && readAccess(item);
    },
    find,
    sealedUntil: marks.read,
    markSealed: marks.raise,
    between: async (tenant, from, to) => (await inspect(tenant, from, to)).accesses,
    inspect,
  };
};
