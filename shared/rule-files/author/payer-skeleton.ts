import { addDays } from '../../core/model/dates.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { PlanType } from '../../core/model/facts.ts';
import { GROUPS, type GroupId } from '../../core/model/ruleset.ts';

export { PLAN_TYPES } from '../../core/model/facts.ts';

/** What an author says of a payer nothing is known of yet. */
export interface NewPayer {
  readonly id: string;
  readonly name: string;
  readonly planType: PlanType;
  /** First day of the policy, YYYY-MM-DD. */
  readonly from: string;
  readonly definitions: string;
}

/** A test of each group, to ask about. */
const CODES: Readonly<Record<GroupId, string>> = {
  ecg: '93015',
  'stress-echo': '93350',
  mpi: '78452',
  pet: '78431',
  cmr: '75563',
  'ecg-special': '93024',
};

const assumed = <T>(value: T, why: string) => ({ value, evidence: 'illustrative' as Evidence, why });
const NOT_READ = 'To be replaced: no source read yet.';

/** A policy that says "ask the plan" of every test until somebody has read a source. */
const policySkeleton = ({ id, name, from, definitions }: NewPayer) => ({
  id: `${id}-${from}`,
  payer: id,
  version: '1.0.0',
  effectiveFrom: from,
  source: { title: `${name}: nothing read yet`, evidence: 'illustrative' },
  uses: { definitions, programs: {}, benefitRules: {} },
  vendor: assumed('own', NOT_READ),
  route: assumed(['ask-plan'], NOT_READ),
  clocks: {},
  validityDays: { ...assumed(null, 'The period on the approval counts, else ask.'), from: 'approval-date' },
  codeSpecific: assumed(true, 'So at every payer read; not read for this one.'),
  siteSpecific: assumed(true, 'So at every payer read; not read for this one.'),
  policies: Object.fromEntries(
    GROUPS.map((group) => [
      group,
      { priorAuth: assumed('ask-plan', NOT_READ), necessity: { use: [], otherwise: 'review' } },
    ]),
  ),
  exceptions: [],
});

/** The entry of `payers.json`; identifiers are added once a source gives them. */
const payerEntry = ({ id, name, planType }: NewPayer) => ({
  id,
  name,
  planTypes: [planType],
  identifiers: [],
  aliases: [name],
});

/** A golden case and its twin for each group of tests: asked of the plan, and not where the coverage has ended. */
const caseSkeletons = ({ id, name, from }: NewPayer) =>
  GROUPS.map((group) => ({
    group,
    content: {
      says: `${name}: no source is read yet, so the plan is asked.`,
      given: { payer: id, date: from, lines: [CODES[group]], diagnoses: ['R07.9'] },
      expect: { advice: 'ask-plan', row: 'D7', met: [] },
      twin: {
        says: 'The coverage has ended.',
        but: { coverage: { start: `${from.slice(0, 4)}-01-01`, end: addDays(from, -1) } },
        expect: { advice: 'no-active-coverage', row: 'D1a', met: [] },
      },
    },
  }));

const pretty = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

/** The file keeps its lines: the entry comes last. */
const withEntry = (payers: string, entry: object): string => {
  const end = payers.lastIndexOf('\n  ]');
  if (end < 0) throw new Error('rules/payers.json does not end with its list of payers.');
  return `${payers.slice(0, end)},\n    ${JSON.stringify(entry)}${payers.slice(end)}`;
};

/** Text of each file to write, by its path in the rules folder; of `payers.json` and `catalog.json` the whole new text. */
export const newPayerFiles = (
  payer: NewPayer,
  payers: string,
  catalog: readonly string[],
): ReadonlyMap<string, string> => {
  const path = `${payer.id}/${payer.from}.json`;
  return new Map([
    [`payers/${path}`, pretty(policySkeleton(payer))],
    ...caseSkeletons(payer).map(
      ({ group, content }) => [`cases/${payer.id}/${group}-asks-the-plan.json`, pretty(content)] as const,
    ),
    ['payers.json', withEntry(payers, payerEntry(payer))],
    ['catalog.json', pretty([...catalog, path].sort())],
  ]);
};
