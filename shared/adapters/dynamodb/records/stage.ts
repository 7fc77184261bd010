import { patientKeyOf } from '../../../app/keys/patient-key.ts';
import type { StagedAnswer } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import type { Assessment } from '../../../core/model/assessment.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { type StoredAssessment, toStored } from '../../../core/model/message/stored-inquiry.ts';
import { orderOfTaskId, taskId } from '../../../fhir/write/record/task-id.ts';
import { type Write, writeBatch } from '../batches.ts';
import { packText } from '../compress.ts';
import { pack } from '../item.ts';
import { checkSize } from '../item-size.ts';
import { deliveryItem } from '../messages/outbox-store.ts';
import { answerIndexes, keys } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { listKeys } from '../table-list.ts';
import { markWrites } from './days.ts';
import { decisionItem } from './decisions.ts';
import { storedBeside } from './determination-item.ts';
import { headItem } from './head-item.ts';

/** Of the value alone, so that a search without a system finds it too; readers compare the system. */
export const placerHash = (digest: Digest, tenant: TenantId, value: string, version?: string): string =>
  digest.keyed(tenant, `placer:${value}`, version);

export const everyPlacerHash = (digest: Digest, tenant: TenantId, value: string): readonly string[] =>
  digest.versions.map((version) => placerHash(digest, tenant, value, version));

const writesOf = (digest: Digest, tenant: TenantId, staged: StagedAnswer, assessment: Assessment): readonly Write[] => {
  const {
    order,
    determination,
    content,
    placerIds,
    memberKeys = [],
    delivery,
    leaving,
    moved = [],
    days = [],
  } = staged;
  const task = taskId(order);
  return [
    {
      put: {
        ...keys.orderAnswer(tenant, order, assessment.created, assessment.id),
        answerId: assessment.id,
        determinationId: determination.id,
        bytes: pack(storedBeside(determination, assessment)),
        ...(content ? { content: packText(content.text) } : {}),
        ...(content?.parties ? { parties: packText(content.parties) } : {}),
      },
    },
    { put: listKeys.row(tenant, determination.asOf, order) },
    ...(orderOfTaskId(task) ? [] : [{ put: keys.task(tenant, task, order) }]),
    ...placerIds.map(({ value }) => ({ put: keys.placer(tenant, placerHash(digest, tenant, value), order) })),
    ...memberKeys.map((key) => ({ put: keys.memberOrder(tenant, key, order) })),
    ...(leaving ? [{ put: { ...keys.history(tenant, order, leaving.version), entry: leaving } }] : []),
    ...markWrites(tenant, order, days, { version: delivery.headVersion, at: assessment.created }),
    ...moved.map((one) => ({ put: decisionItem(digest, tenant, order, one) })),
    { put: deliveryItem(tenant, delivery) },
  ];
};

/** Content stored with the answer to its order is not stored twice. */
const withoutContent = (assessment: Assessment): StoredAssessment => {
  const orders = assessment.inquiry.orders.map(({ content: _own, parties: _parties, ...order }) => order);
  return { ...assessment, inquiry: { ...toStored(assessment.inquiry), orders } };
};

export const answerText = (assessment: Assessment, [one]: readonly StagedAnswer[]): string => {
  const today = one ? { today: one.determination.question.today } : {};
  return JSON.stringify({ ...withoutContent(assessment), ...today });
};

const answerWrite = (
  digest: Digest,
  tenant: TenantId,
  assessment: Assessment,
  answers: readonly StagedAnswer[],
): Write => {
  const { id, reference } = assessment.inquiry.patient;
  const patientKey = patientKeyOf(digest, tenant, id ?? reference);
  return {
    put: {
      ...keys.answer(tenant, assessment.id),
      ...answerIndexes(tenant, patientKey, assessment.created, assessment.id),
      bytes: packText(answerText(assessment, answers)),
    },
  };
};

/** Everything stored for an answer besides the heads: immutable, and without effect when no head refers to it. */
export const stageAnswers = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  answers: readonly StagedAnswer[],
  assessment: Assessment,
): Promise<void> => {
  for (const { head } of answers) if (head) checkSize(headItem(head));
  await writeBatch(table, [
    ...answers.flatMap((staged) => writesOf(digest, tenant, staged, assessment)),
    answerWrite(digest, tenant, assessment, answers),
  ]);
};
