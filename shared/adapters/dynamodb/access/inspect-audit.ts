import { everyPatientKey } from '../../../app/keys/patient-key.ts';
import { type Access, type AuditFlaw, enteredAt, YEAR_SECONDS } from '../../../app/ports/access/audit.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { keyIn } from '../batches.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { auditIndexes, auditKeys, isPatientRow } from '../table-audit.ts';

type Item = Readonly<Record<string, unknown>>;

const has = (item: Item, expected: object): boolean =>
  Object.entries(expected).every(([name, value]) => item[name] === value);

/** Kept for whole years from its place, one at least: anything else was not written by `append`. */
const hasRetention = (item: Item, access: Access): boolean => {
  const kept = Number(item[EXPIRY_ATTRIBUTE]) - Date.parse(enteredAt(access)) / 1000;
  return kept >= YEAR_SECONDS && kept % YEAR_SECONDS < 1;
};

/** Whether an item is found by this patient, under the current version of the hash key or one that is being replaced. */
const findsPatient = (item: Item, patient: string | undefined, { tenant, id }: Access, digest: Digest): boolean =>
  patient === undefined
    ? item.gsi1pk === undefined && item.gsi1sk === undefined
    : everyPatientKey(digest, tenant, patient).some((key) => has(item, auditIndexes.patient(tenant, key, id)));

/**
 * What of the items of some days does not follow from the content of their entries: keys, index attributes, retention, and the
 * rows by which further patients find them. A row without its entry was written just before a crash, and counts for nothing.
 */
export const inspectAudit = (
  items: readonly Item[],
  read: (item: Item) => Access,
  digest: Digest,
): { readonly accesses: readonly Access[]; readonly flaws: readonly AuditFlaw[] } => {
  const rows = new Map<string, Item>();
  const entries: Item[] = [];
  for (const item of items)
    if (isPatientRow(keyIn(item))) rows.set(String(item.sk), item);
    else entries.push(item);
  const isRight = (item: Item, access: Access): boolean =>
    has(item, auditKeys.access(access.tenant, access.id)) &&
    has(item, auditIndexes.agent(access.tenant, access.who.name, access.id)) &&
    findsPatient(item, access.patients[0], access, digest) &&
    hasRetention(item, access);
  const hasRows = (access: Access): boolean =>
    access.patients.slice(1).every((patient, index) => {
      const key = auditKeys.patientRow(access.tenant, access.id, index + 1);
      const row = rows.get(String(key.sk));
      return (
        row !== undefined &&
        has(row, { ...key, patient }) &&
        findsPatient(row, patient, access, digest) &&
        hasRetention(row, access)
      );
    });
  const countOf = new Map<string, number>();
  for (const sk of rows.keys()) {
    const id = sk.split('#')[0] ?? '';
    countOf.set(id, (countOf.get(id) ?? 0) + 1);
  }
  const accesses: Access[] = [];
  const flaws: AuditFlaw[] = [];
  for (const item of entries) {
    const access = read(item);
    accesses.push(access);
    const count = countOf.get(String(item.sk)) ?? 0;
    if (!isRight(item, access)) flaws.push({ id: access.id, why: 'keys, index or retention of an entry were altered' });
    else if (!hasRows(access))
      flaws.push({ id: access.id, why: 'a row by which a patient finds an entry is gone or altered' });
    else if (count !== Math.max(0, access.patients.length - 1))
      flaws.push({ id: access.id, why: 'an entry is found by a patient it does not name' });
  }
  return { accesses: accesses.sort((a, b) => (a.id < b.id ? -1 : 1)), flaws };
};
