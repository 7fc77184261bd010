import { PLAN_TYPES } from '../../../shared/core/model/facts.ts';
import { forbid, inFolder, isSource, type Rule, type TreeFile } from './tree.ts';

const inShared = (file: TreeFile): boolean => inFolder('shared')(file) && isSource(file);
/** Behavior follows from settings, never from where the code runs. */
export const checkNoLocalBranch: Rule = forbid(
  inShared,
  /\bif\s*\(\s*!?\s*(?:\w+\.)*(?:is)?[lL]ocal(?:Mode)?\s*[)&|=]|\b(?:is)?[lL]ocal(?:Mode)?\s*\?(?![.?])|\bNODE_ENV\b|\bAWS_SAM_LOCAL\b/g,
  'a branch on where it runs',
);

export const checkEnvironmentReader: Rule = forbid(
  (file) => inShared(file) && file.path !== 'shared/lambda/config.ts',
  /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/g,
  'only shared/lambda/config.ts reads the environment',
);

const TABLE_KEYS = ['shared/adapters/dynamodb/table.ts', 'shared/adapters/dynamodb/table-partitions.ts'];
/** Keys, key prefixes and index attributes of the one table, as they would appear in a string; patterns of them stand beside it. */
export const checkTableKeys: Rule = forbid(
  (file) => /^(shared|functions)\/.*\.ts$/.test(file.path) && !TABLE_KEYS.includes(file.path),
  /['"`](?:gsi\d\w*|HEAD|CONTENT#?|T#|(?:DET|HIST|BOOKING|AUTHNO|INBOX|INTENT|ASSERTION|MEMBER|PLACER|STATE|DUE|ANSWER)#)/g,
  'only adapters/dynamodb/table.ts names keys of the table',
);

/** Three payers have the names of plan types. */
const isPlanType = (id: string): boolean => PLAN_TYPES.some((type) => type === id);
const LOCAL_TENANTS = ['demo', 'sandbox', 'sandbox-payer'];
const PAYERS = 'rules/payers.json';

/** Values of every property called `id`, at any depth of the file. */
const idsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'id' && typeof part === 'string' ? [part] : idsIn(part),
  );
};

/** No tenant, payer, member or scenario id in code: they belong in data. */
export const checkNoKnownIds: Rule = (tree) => {
  const payers = tree.find(({ path }) => path === PAYERS);
  const payerIds = payers ? idsIn(JSON.parse(payers.text)) : [];
  const ids = [...payerIds.filter((id) => !isPlanType(id)), ...LOCAL_TENANTS];
  const quoted = new RegExp(`(['"])(?:${ids.join('|')}|p\\d\\d[ab]?)\\1`, 'g');
  return forbid(inShared, quoted, 'the id of a tenant, payer or scenario')(tree);
};
