import { memberKeysOf } from '../../../app/keys/member-keys.ts';
import { patientKeyOf } from '../../../app/keys/patient-key.ts';
import { patientNameOf, sealName } from '../../../app/keys/patient-name.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { compact } from '../../../core/model/compact.ts';
import type { Inquiry } from '../../../core/model/message/inquiry.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { readAnswer } from '../records/answers.ts';
import { headItem, readHead } from '../records/head-item.ts';
import { placerHash } from '../records/stage.ts';
import { type Key, keys } from '../table.ts';
import { putItem } from '../table-access.ts';
import type { PlanMove, Rotation } from './move.ts';
import { planNumbers } from './plan-numbers.ts';

/** Pointers to an order by its patient and its placer identifiers. */
const pointersOf = (
  record: AuthorizationRecord,
  inquiry: Inquiry,
  { digest }: Rotation,
  version: string,
): readonly Key[] => [
  ...record.placerIds.map(({ value }) =>
    keys.placer(record.tenant, placerHash(digest, record.tenant, value, version), record),
  ),
  ...memberKeysOf(digest, record.tenant, inquiry, version).map((key) => keys.memberOrder(record.tenant, key, record)),
];

const isSame = (a: readonly string[] = [], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The record and its pointers: new pointers first, then the head, then the approval numbers, old pointers last. */
export const planHead: PlanMove = async (item, _tenant, rotation) => {
  const { table, digest } = rotation;
  const record = readHead(item);
  const { tenant } = record;
  const inquiry = (await readAnswer(table, tenant, record.answerId))?.inquiry;
  if (!inquiry) throw new Error('The answer of a record is missing.');
  const { id: patientId, reference } = inquiry.patient;
  const patientKey = patientKeyOf(digest, tenant, patientId ?? reference);
  const memberKeys = memberKeysOf(digest, tenant, inquiry);
  const [current, ...earlier] = digest.versions;
  const old = earlier.flatMap((version) => pointersOf(record, inquiry, rotation, version));
  const left = (await readBatch(table, old)).some(Boolean);
  const numbers = await planNumbers({ ...record, patientKey }, rotation);
  const name = patientNameOf(record, digest);
  const sealedName = sealName(digest, tenant, record, name) ?? record.sealedName;
  const keyed = record.patientKey === patientKey && isSame(record.memberKeys, memberKeys);
  const stands = keyed && record.sealedName === sealedName;
  if (stands && !left && !numbers) return undefined;
  return async () => {
    await writeBatch(
      table,
      pointersOf(record, inquiry, rotation, current).map((put) => ({ put })),
    );
    if (!stands) {
      const moved = {
        ...record,
        ...(patientId === undefined ? {} : { patientId }),
        patientKey,
        memberKeys,
        ...compact({ sealedName }),
      };
      const unmoved = { expression: 'writeId = :writeId', values: { ':writeId': item.writeId } };
      if ((await putItem(table, headItem(moved), unmoved)) === 'refused') return false;
    }
    if (numbers && !(await numbers())) return false;
    await writeBatch(
      table,
      old.map((remove) => ({ remove })),
    );
    return true;
  };
};
