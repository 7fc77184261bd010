import * as z from 'zod/mini';
import { isoDate } from '../codes/data-set.ts';
import type { PolicyPages } from '../core/model/ruleset.ts';
import { type ReadText, readRuleFile } from './read-rule-file.ts';
import { readRuleText } from './rules-folder.ts';
import { graded, text, texts } from './schema/evidence-schema.ts';

const FILE = 'policy-pages.json';
const address = z.string().check(z.regex(/^https:\/\/\S+$/));
/** The policy itself, not a publisher's home page. */
const page = z.string().check(z.regex(/^https:\/\/[^/\s]+\/\S+$/));

/** `policy-pages.json`: where a payer's rules can be opened, and whom to ask. */
const policyPagesFile = z.strictObject({
  pages: z.array(
    z.strictObject({
      payers: texts.check(z.minLength(1)),
      policy: z.exactOptional(z.strictObject({ title: text, address: page, retrieved: isoDate, ...graded })),
      contact: z.exactOptional(z.strictObject({ name: text, address: z.exactOptional(address) })),
    }),
  ),
});

/** Read once, when the first card or statement asks for it. */
export const openPolicyPages = (readText: ReadText = readRuleText): ((payer: string) => PolicyPages | undefined) => {
  let byPayer: ReadonlyMap<string, PolicyPages> | undefined;
  return (payer) => {
    byPayer ??= new Map(
      readRuleFile(FILE, readText(FILE), policyPagesFile).pages.flatMap(({ payers, ...rest }) =>
        payers.map((id) => [id, rest] as const),
      ),
    );
    return byPayer.get(payer);
  };
};
