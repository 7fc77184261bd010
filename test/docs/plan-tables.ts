import { code, codes, type MadeTable } from './marked-table.ts';
import { readText } from './pages.ts';

const PAGE = 'docs/payers-and-plans.md';

interface Context {
  readonly words: readonly string[];
  readonly contracts?: readonly string[];
  readonly codes?: Readonly<Record<string, readonly string[]>>;
}
interface Kind {
  readonly id: string;
  readonly name: string;
  readonly planType?: string;
  readonly pays?: string;
  readonly words: readonly string[];
  readonly loose?: readonly string[];
  readonly unless?: readonly string[];
  readonly codes?: Readonly<Record<string, readonly string[]>>;
  readonly withMedicare?: Context;
  readonly withMedicaid?: Context;
  readonly evidence: string;
}
interface Pair {
  readonly id: string;
  readonly is: string;
  readonly coverage: readonly string[];
  readonly by: readonly string[];
  readonly choice?: boolean;
  readonly when?: string;
  readonly carc?: readonly string[];
  readonly says: string;
  readonly source: string;
  readonly evidence: string;
}
interface Payer {
  readonly id: string;
  readonly name: string;
  readonly planTypes: readonly string[];
  readonly aliases: readonly string[];
  readonly catchAllFor?: readonly string[];
}

const kindsFile = (): { kinds: readonly Kind[]; systems: Readonly<Record<string, readonly string[]>> } =>
  JSON.parse(readText('rules/codes/plan-kinds.json'));
const pairsFile = (): { pairs: readonly Pair[] } => JSON.parse(readText('rules/codes/coverage-pairs.json'));
const payersFile = (): { payers: readonly Payer[] } => JSON.parse(readText('rules/payers.json'));

const listed = (texts: readonly string[]): string => texts.join(', ') || '–';
const codesOf = (all: Readonly<Record<string, readonly string[]>> = {}): readonly string[] =>
  Object.entries(all).map(([system, some]) => `${system} ${codes(some)}`);

const inContext = (program: string, { words, contracts = [], codes: more }: Context): string => {
  const numbers = contracts.map((letter) => `${letter} and four digits`);
  return `where ${program} is named: ${[...words, ...numbers, ...codesOf(more)].join(', ')}`;
};

const wordsOf = ({ words, loose = [], unless = [], withMedicare, withMedicaid }: Kind): string =>
  [
    ...(words.length ? [words.join(', ')] : []),
    ...(loose.length ? [`unless beside ${unless.join(', ')}: ${loose.join(', ')}`] : []),
    ...(withMedicare ? [inContext('Medicare', withMedicare)] : []),
    ...(withMedicaid ? [inContext('Medicaid', withMedicaid)] : []),
  ].join('; ') || '–';

const PAYS: Readonly<Record<string, string>> = {
  nothing: 'no test',
  inpatient: 'no outpatient test',
  ask: 'not known: ask',
};

/** How payers and plans are recognized, from the files that say it. */
export const planTables = (): readonly MadeTable[] => [
  {
    page: PAGE,
    name: 'code systems',
    head: ['Name', 'System'],
    rows: Object.entries(kindsFile().systems).map(([name, urls]) => [name, codes(urls)]),
  },
  {
    page: PAGE,
    name: 'kinds of coverage',
    head: ['Kind', 'Name', 'Plan type', 'Pays', 'Type codes', 'Words', 'Level'],
    rows: kindsFile().kinds.map((kind) => [
      code(kind.id),
      kind.name,
      kind.planType ? code(kind.planType) : '–',
      PAYS[kind.pays ?? ''] ?? 'tests',
      codesOf(kind.codes).join('; ') || '–',
      wordsOf(kind),
      kind.evidence,
    ]),
  },
  {
    page: PAGE,
    name: 'pairs of coverage',
    head: ['Pair', 'Relation', 'One', 'The other', 'When', 'Denial', 'In words', 'Level', 'Source'],
    rows: pairsFile().pairs.map((pair) => [
      code(pair.id),
      pair.is,
      codes(pair.coverage),
      codes(pair.by),
      pair.when ?? (pair.choice ? 'unless the asker chose' : 'always'),
      pair.carc?.join(' or ') ?? '–',
      pair.says,
      pair.evidence,
      pair.source,
    ]),
  },
  {
    page: PAGE,
    name: 'payers',
    head: ['Payer', 'Name', 'Plan types', 'Names of its organization', 'Taken where no other payer fits'],
    rows: payersFile().payers.map(({ id, name, planTypes, aliases, catchAllFor = [] }) => [
      code(id),
      name,
      codes(planTypes),
      listed(aliases),
      codes(catchAllFor) || '–',
    ]),
  },
];
