import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_CANONICAL_BASE } from '../../shared/codes/systems.ts';
import { openReading } from '../../shared/lambda/open-reading.ts';
import { openShelf } from '../../shared/rule-files/open-shelf.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';
import { printSimulation } from './rules/simulation/print-simulation.ts';
import { recordedRequests } from './rules/simulation/recorded-requests.ts';
import { simulate } from './rules/simulation/simulate.ts';

const USAGE = `npm run rules:simulate -- <draft policy> [<draft program> …] <requests>

Replays recorded requests under the rules in force and under the draft, and lists which advice would flip and why.
Requests are a file or a folder: FHIR messages as posted, alone or as {"door", "body"}, or an .ndjson of them or of
kept answers. A draft is tried on every request of its payer, whatever day it starts on. Nothing is stored.`;

const PARTS = /^(programs|definitions|benefit-rules)\//;

const run = (): readonly string[] => {
  const files = parseArgs({ allowPositionals: true }).positionals;
  const requests = files.at(-1);
  const drafts = files.slice(0, -1).map((file) => draftOf(file, readFileSync(file, 'utf8')));
  const policies = drafts.filter(({ path }) => !PARTS.test(path));
  if (!requests || policies.length === 0) throw new Error(USAGE);
  const { bundleAt } = openShelf(withDrafts(readRuleText, drafts), {});
  const bundles = policies.map(({ path }) => bundleAt(path));
  const titles = bundles.map(({ ruleset: { id, version } }) => `${id} ${version}`);
  const simulated = simulate(
    recordedRequests(requests),
    bundles,
    openReading(DEFAULT_CANONICAL_BASE, 'no key is made'),
  );
  return [`Under ${titles.join(', ')}:`, '', ...printSimulation(simulated)];
};

try {
  console.log(run().join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
