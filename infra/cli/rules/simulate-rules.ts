import { DEFAULT_CANONICAL_BASE } from '../../../shared/codes/systems.ts';
import { openReading } from '../../../shared/lambda/open-reading.ts';
import { openShelf } from '../../../shared/rule-files/open-shelf.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../../shared/rule-files/with-drafts.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { printSimulation } from './simulation/print-simulation.ts';
import { recordedRequests } from './simulation/recorded-requests.ts';
import { simulate } from './simulation/simulate.ts';

const PARTS = /^(programs|definitions|benefit-rules)\//;

export const simulateRules = (files: readonly string[], options: JsonOption): ExitCode => {
  const requests = files.at(-1);
  const drafts = files.slice(0, -1).map((file) => draftOf(file, readTextFile(file)));
  const policies = drafts.filter(({ path }) => !PARTS.test(path));
  if (!requests || policies.length === 0)
    throw wrongUsage('Name a draft policy, and last the requests: npx stresspass rules simulate --help');
  const { bundleAt } = openShelf(withDrafts(readRuleText, drafts), {});
  const bundles = policies.map(({ path }) => bundleAt(path));
  const titles = bundles.map(({ ruleset: { id, version } }) => `${id} ${version}`);
  const reading = openReading(DEFAULT_CANONICAL_BASE, 'no key is made');
  const simulated = simulate(recordedRequests(requests), bundles, reading);
  print(options, { under: titles, requests: simulated }, [
    `Under ${titles.join(', ')}:`,
    '',
    ...printSimulation(simulated),
  ]);
  return 0;
};
