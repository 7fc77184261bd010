import { performance } from 'node:perf_hooks';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { makePack } from '../../shared/rule-files/packs/make-pack.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';

/** What a pack of two hundred payers costs a process: `node --expose-gc --import tsx test/bench/rule-packs.ts`. */
const PAYERS = 200;
const ids = Array.from({ length: PAYERS }, (_, n) => `plan-${String(n).padStart(3, '0')}`);
const like = JSON.parse(readRuleText('cigna-commercial/2026-01-01.json'));
const from = '2026-05-01';
const pack = makePack(
  {
    id: 'many',
    version: '1.0.0',
    payers: ids.map((id) => ({ id, name: `Plan ${id}`, planTypes: ['commercial'], identifiers: [], aliases: [] })),
    drafts: ids.map((payer) => ({
      path: `${payer}/${from}.json`,
      text: JSON.stringify({ ...like, payer, id: `${payer}-${from}`, effectiveFrom: from }),
    })),
  },
  readRuleText,
);
const text = writePack(pack);
const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

const rules = openRuleBook('https://payers.example');
for (const { id } of rules.payers) rules.select(id, '2026-06-01');
const before = heap();
const start = performance.now();
const { id, version, hash } = pack;
const book = rules.withPacks([{ id, version, hash, text }]);
const opened = performance.now();
book.select(ids[0] ?? '', '2026-06-01');
const first = performance.now();
for (const payer of ids) if (!book.select(payer, '2026-06-01')) throw new Error(`${payer} has no rules`);
const all = performance.now();
process.stdout.write(
  `${PAYERS} payers, ${Math.round(text.length / 1000)} kB: opened in ${Math.round(opened - start)} ms, first payer ${Math.round(first - opened)} ms, ` +
    `all ${Math.round(all - first)} ms, ${(heap() - before).toFixed(1)} MB more\n`,
);
