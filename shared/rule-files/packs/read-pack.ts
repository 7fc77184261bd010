import * as z from 'zod/mini';
import type { Payer } from '../../core/model/ruleset.ts';
import { BrokenRuleFile, readRuleFile } from '../read-rule-file.ts';
import { payersFile } from '../schema/payers-schema.ts';
import { draftOf } from '../with-drafts.ts';
import { findCode, isTooDeep } from './find-code.ts';
import { hashOfPack, PACK_LIMITS, type PackProblem, type PackProblemName, type RulePack } from './rule-pack.ts';

type PackRead =
  | { readonly ok: true; readonly pack: RulePack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A pack as it is uploaded; its files are checked one by one. */
export const packFile = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  version: z.string().check(z.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)),
  tenant: z.exactOptional(z.string()),
  hash: z.exactOptional(hash),
  base: z.record(z.string(), hash),
  payers: z._default(z.array(z.unknown()), []),
  files: z.record(z.string(), z.unknown()),
});

const refused = (name: PackProblemName, at: string, says: string): PackRead => ({
  ok: false,
  problems: [{ name, at, says }],
});

const brokenAs = (name: PackProblemName, error: unknown): readonly PackProblem[] => {
  if (!(error instanceof BrokenRuleFile)) throw error;
  return error.problems.map((says) => ({ name, at: error.path, says }));
};

const readPayers = (given: readonly unknown[]): readonly Payer[] =>
  readRuleFile('payers', JSON.stringify({ payers: given }), payersFile).payers;

const PATH = /^[a-z][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)?\/\d{4}-\d{2}-\d{2}(-v\d+\.\d+\.\d+)?\.json$/;

/** Each file is named as the catalog would name it by its content. */
const nameProblems = (files: ReadonlyMap<string, string>): readonly PackProblem[] =>
  [...files].flatMap(([path, text]): readonly PackProblem[] => {
    try {
      const named = draftOf(path, text).path;
      if (!PATH.test(path)) return [{ name: 'wrong-name', at: path, says: 'is no path of the catalog' }];
      return named === path ? [] : [{ name: 'wrong-name', at: path, says: `by its content it is named ${named}` }];
    } catch (error) {
      return brokenAs('wrong-name', error);
    }
  });

const read = (value: unknown, owner: string | undefined): PackRead => {
  const parsed = packFile.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        name: 'wrong-shape',
        at: issue.path.join('.') || 'pack',
        says:
          issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : 'is missing or has another form',
      })),
    };
  const { id, version, base, tenant, hash: stated } = parsed.data;
  if (tenant !== undefined && tenant !== owner)
    return refused('of-another-tenant', 'tenant', 'the pack names another tenant');
  const entries = Object.entries(parsed.data.files);
  if (entries.length > PACK_LIMITS.files)
    return refused('too-large', 'files', `a pack may hold ${PACK_LIMITS.files} files`);
  const code = [...entries.flatMap(([path, file]) => findCode(path, file)), ...findCode('payers', parsed.data.payers)];
  if (code.length) return { ok: false, problems: code };
  const files = new Map(entries.map(([path, file]) => [path, JSON.stringify(file)]));
  let payers: readonly Payer[];
  try {
    payers = readPayers(parsed.data.payers);
  } catch (error) {
    return { ok: false, problems: brokenAs('wrong-shape', error) };
  }
  const content = { id, version, base, payers, files };
  const pack = { ...content, hash: hashOfPack(content) };
  if (stated !== undefined && stated !== pack.hash)
    return refused('wrong-hash', 'hash', `the pack holds other content; that of this content is ${pack.hash}`);
  const problems = nameProblems(files);
  return problems.length ? { ok: false, problems } : { ok: true, pack };
};

/**
 * Reads a pack without looking at any other rule.
 * @param owner the tenant it is for; none, where it is a deployment's own.
 */
export const readPack = (text: string, owner?: string): PackRead => {
  if (Buffer.byteLength(text) > PACK_LIMITS.bytes)
    return refused('too-large', 'pack', `a pack may hold ${PACK_LIMITS.bytes} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('not-json', 'pack', 'is no JSON');
  }
  return isTooDeep(value)
    ? refused('too-large', 'pack', `is nested deeper than ${PACK_LIMITS.depth} levels`)
    : read(value, owner);
};
