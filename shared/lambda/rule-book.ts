import type { StoredPack } from '../app/ports/rule-packs.ts';
import type { RuleBook } from '../app/ports/rules.ts';
import { loadRules, type Rules } from '../rule-files/load-rules.ts';
import { layerPacks } from '../rule-files/packs/layer-packs.ts';
import { openStored } from '../rule-files/packs/open-stored.ts';
import { openPolicyPages } from '../rule-files/policy-pages.ts';
import { readRuleText } from '../rule-files/rules-folder.ts';
import { keepRecent } from './keep-recent.ts';

/** Sets of packs and packs kept open: more than one process serves at a time, and a bound on its memory. */
const KEPT = 32;

/** The rules as `app` sees them, with this deployment's payer naming system. */
export const openRuleBook = (payerSystem: string, rules: Rules = loadRules()): RuleBook => {
  const pagesOf = openPolicyPages();
  const opened = keepRecent(KEPT, (pack: StoredPack) => openStored(pack, readRuleText));
  const books = keepRecent(KEPT, (packs: readonly StoredPack[]) =>
    bookOf(
      layerPacks(
        rules,
        packs.map((pack) => opened(pack.hash, pack)),
      ),
    ),
  );
  const bookOf = (held: Rules): RuleBook => ({
    version: held.version,
    payers: held.payers,
    payersOf: (coverage) => held.payersOf(coverage, payerSystem),
    select: held.select,
    recorded: held.recorded,
    isPayer: held.isPayer,
    pagesOf,
    withPacks: (packs) => books(packs.map(({ hash }) => hash).join(' '), packs),
  });
  return bookOf(rules);
};
