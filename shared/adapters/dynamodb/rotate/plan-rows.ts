import * as z from 'zod/mini';
import { patientKeyOf } from '../../../app/keys/patient-key.ts';
import { readAccess } from '../access/audit-store.ts';
import { keyIn, readBatch } from '../batches.ts';
import { bytesOf, makeReader, unpackItem } from '../item.ts';
import { readAssessment } from '../records/answers.ts';
import { readAssertion } from '../records/assertion-store.ts';
import { draftKeys } from '../records/draft-item.ts';
import { memberItem, memberKey, readMember } from '../settings/member-item.ts';
import { answerIndexes } from '../table.ts';
import { putItem, removeItem, type TableAccess, updateItem } from '../table-access.ts';
import { auditIndexes, isPatientRow } from '../table-audit.ts';
import type { KeyMove, PlanMove } from './move.ts';

const readRow = makeReader<{ readonly patient: string }>('patient row', z.looseObject({ patient: z.string() }));

/** The item's sealed content stays unchanged; only its position in the patient index moves. */
const moveInIndex = (table: TableAccess, item: Parameters<typeof keyIn>[0], gsi1pk: string): KeyMove | undefined =>
  item.gsi1pk === gsi1pk
    ? undefined
    : async () => {
        const values = { ':place': gsi1pk };
        const there = { expression: 'attribute_exists(pk)', values };
        return (await updateItem(table, keyIn(item), 'SET gsi1pk = :place', there)) !== 'refused';
      };

export const planAnswer: PlanMove = async (item, tenant, { table, digest }) => {
  const { inquiry, created, id } = readAssessment(unpackItem(bytesOf(item)));
  const key = patientKeyOf(digest, tenant, inquiry.patient.id ?? inquiry.patient.reference);
  return moveInIndex(table, item, answerIndexes(tenant, key, created, id).gsi1pk);
};

/** An audit entry is indexed under its first patient; extra rows index it under the others. */
export const planAccess: PlanMove = async (item, tenant, { table, digest }) => {
  const patient = isPatientRow(keyIn(item)) ? readRow(item).patient : readAccess(item).patients[0];
  if (patient === undefined) return undefined;
  return moveInIndex(table, item, auditIndexes.patient(tenant, patientKeyOf(digest, tenant, patient), '').gsi1pk);
};

/** A row already written under the current key is newer. */
export const planMember: PlanMove = async (item, tenant, { table, digest }) => {
  const member = readMember(item);
  const here = keyIn(item);
  if (memberKey(digest, tenant, member).pk === here.pk) return undefined;
  return async () => {
    await putItem(table, memberItem(digest, tenant, member), { expression: 'attribute_not_exists(pk)' });
    await removeItem(table, here);
    return true;
  };
};

/** The pointer from a placer's number to its draft's assertion; only the assertion itself holds the number. */
export const planAssertion: PlanMove = async (item, tenant, { table, digest }) => {
  const { source, orders } = readAssertion(unpackItem(bytesOf(item)));
  const refs = orders.flatMap(({ placerIds }) => placerIds.map((placerId) => ({ source, placerId })));
  const places = refs.map((ref) => draftKeys(digest, tenant, ref));
  const pairs = places.flatMap(([to, ...earlier]) => (to ? earlier.map((from) => ({ from, to })) : []));
  const found = await readBatch(
    table,
    pairs.map(({ from }) => from),
  );
  const left = pairs.flatMap((pair, index) => (found[index] ? [{ ...pair, draft: found[index] }] : []));
  if (!left.length) return undefined;
  return async () => {
    for (const { from, to, draft } of left) {
      await putItem(table, { ...draft, ...to }, { expression: 'attribute_not_exists(pk)' });
      await removeItem(table, from);
    }
    return true;
  };
};
