import type { AuthorizationStore } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { SHARDS } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import {
  findAnswers,
  readAnswer,
  readAnswerItems,
  readContent,
  readHistory,
  readStoredDetermination,
} from './answers.ts';
import { claimNumber, releaseNumber, sharedNumbers } from './approval-numbers.ts';
import { commitRecord } from './commit.ts';
import { makeDayList } from './days.ts';
import { readDecisions } from './decisions.ts';
import { findDue } from './due.ts';
import { enlist } from './enlist.ts';
import { loadRecords } from './load.ts';
import { readPartiesOf } from './parties.ts';
import { findRecords } from './search.ts';
import { stageAnswers } from './stage.ts';

/** The record of each order: changed by one conditional write; everything put before it has no effect without it. */
export const makeAuthorizationStore = (table: TableAccess, digest: Digest): AuthorizationStore => ({
  load: (tenant, orders, members, drafts) => loadRecords(table, digest, tenant, orders, members, drafts),
  stage: (tenant, answers, assessment) => stageAnswers(table, digest, tenant, answers, assessment),
  commit: (record, expected) => commitRecord(table, record, expected),
  claimNumber: (tenant, claim) => claimNumber(table, digest, tenant, claim),
  releaseNumber: (tenant, claim) => releaseNumber(table, digest, tenant, claim),
  sharedNumbers: (tenant, asked) => sharedNumbers(table, digest, tenant, asked),
  find: (tenant, query) => findRecords(table, digest, tenant, query),
  enlist: (tenant, limit) => enlist(table, tenant, limit),
  due: (shard, until, limit) => findDue(table, shard, until, limit),
  shards: SHARDS,
  content: (tenant, order, digest) => readContent(table, tenant, order, digest),
  parties: (tenant, record) => readPartiesOf(table, tenant, record),
  answer: (tenant, answerId) => readAnswer(table, tenant, answerId),
  answersById: (tenant, ids) => readAnswerItems(table, tenant, ids),
  answers: (tenant, query) => findAnswers(table, tenant, query),
  determination: (tenant, order, id, at) => readStoredDetermination(table, tenant, order, id, at),
  history: (tenant, order) => readHistory(table, tenant, order),
  decisions: (tenant, order) => readDecisions(table, tenant, order),
  days: makeDayList(table),
});
