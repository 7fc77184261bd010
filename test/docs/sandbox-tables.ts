import { practiceOutcomes, practiceScript } from '../../infra/local/sandbox/practice-script.ts';
import { scriptsIn } from '../../infra/local/sandbox/script.ts';
import { code, type MadeTable } from './marked-table.ts';

const HEAD = [
  'Situation',
  'What it is',
  'Member',
  'Payer, code',
  'Advice',
  'Record',
  'Slot',
  'In a list',
  'Next action',
];

const rowsOf = (name: 'situations' | 'demo-day'): MadeTable['rows'] =>
  scriptsIn(name).map(({ id, shows, coverages, codes, expect }) => [
    code(id),
    shows,
    coverages.map(({ member }) => code(member)).join(', ') || 'none',
    [...coverages.map(({ payer, payerName }) => payer ?? payerName ?? ''), ...codes].map(code).join(', '),
    code(expect.advice ?? ''),
    code(expect.state ?? ''),
    `${code(expect.answer ?? '')} (${code(expect.reason ?? '')})`,
    code(expect.row ?? ''),
    code(expect.nextAction ?? ''),
  ]);

/** What each member of the payer to practise on brings out. */
const practiceRows = (): MadeTable['rows'] => {
  const outcomes = practiceOutcomes();
  return practiceScript().members.map(({ id, member, shows }) => {
    const { first = '', later, after } = outcomes[id] ?? {};
    return [code(id), shows, code(member), first, later ? `${later}, ${after}` : '–'];
  });
};

/** What each member of the sandbox brings out; a test plays every script and compares. */
export const sandboxTables = (): readonly MadeTable[] => [
  { page: 'docs/sandbox.md', name: 'situations', head: HEAD, rows: rowsOf('situations') },
  { page: 'docs/sandbox.md', name: 'demo day', head: HEAD, rows: rowsOf('demo-day') },
  {
    page: 'docs/sandbox.md',
    name: 'payer to practise on',
    head: ['Name', 'What it is', 'Member', 'Answer', 'Later'],
    rows: practiceRows(),
  },
];
