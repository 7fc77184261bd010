import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { loadCodebook } from '../../../../shared/codes/codebook.ts';
import { dayFrom } from '../../../local/day-after.ts';
import { daysBetween } from '../../today.ts';
import { type HeldVersion, heldVersions } from '../oracle/rules-held.ts';
import type { Random } from '../random.ts';
import type { TrialOrder, Truth } from './order.ts';
import { writeParts } from './write-parts.ts';

const mixFile = z.looseObject({
  evidence: z.string(),
  why: z.string(),
  date: z.string(),
  shares: z.array(z.strictObject({ payer: z.string(), percent: z.number() })),
});

/** How often each payer comes, with where that is from. */
export const payerMix = mixFile.parse(JSON.parse(readFileSync(new URL('payer-mix.json', import.meta.url), 'utf8')));

const TEST_CODES = ['93015', '93017', '93350', '93351', '78451', '78452', '78491', '78492', '78431', '75559', '75563'];
/** What is ordered in practice: mostly SPECT, treadmill and stress echo. */
const USUAL_CODES = ['78452', '78452', '78452', '93015', '93015', '93351', '93351', '78431', '78492', '75563'];
const STATES = ['FL', 'TX', 'OH', 'CA', 'NC', 'NY', 'VA', 'PA'];
const EARLIEST = '2024-01-01';
const LATEST = '2026-12-31';

const codebook = loadCodebook();
export const groupOf = (code: string): string => codebook.procedure(code)?.group ?? '';

const dayIn = ({ from, to }: HeldVersion, random: Random): string => {
  const [first, last] = [from > EARLIEST ? from : EARLIEST, to && to < LATEST ? to : LATEST];
  return dayFrom(first, random.int(daysBetween(first, last) + 1));
};

const OFFICE = { place: '11', encounter: 'AMB' };
const SETTINGS = [
  OFFICE,
  OFFICE,
  OFFICE,
  { place: '22', encounter: 'AMB' },
  { place: '23', encounter: 'EMER' },
  { place: '21', encounter: 'IMP' },
];

const payerBy = (random: Random): string => {
  const each = payerMix.shares.flatMap(({ payer, percent }) => Array.from({ length: percent }, () => payer));
  return random.pick(each);
};

/** An order as it comes in practice: the payers by their mix, in an office or the hospital's outpatient department. */
export const usualOrder = (random: Random): TrialOrder => {
  const payer = payerBy(random);
  const version = heldVersions(payer).at(-1);
  if (!version) throw new Error(`No rules are held for ${payer}.`);
  const code = random.pick(USUAL_CODES);
  const date = dayIn({ ...version, from: '2026-02-01' }, random);
  return writeParts(
    {
      payer,
      code,
      group: groupOf(code),
      date,
      state: payer === 'tx-workers-comp' ? 'TX' : random.pick(STATES),
      ...(random.chance(0.7) ? OFFICE : { place: '22', encounter: 'AMB' }),
    },
    random,
  );
};

/** Any order the rules speak of: each payer alike, every procedure group, every version, with and without an approval. */
export const anyOrder = (random: Random): TrialOrder => {
  const payer = random.pick(payerMix.shares).payer;
  const version = random.pick(heldVersions(payer));
  const code = random.pick(TEST_CODES);
  const [product] = version.products;
  const truth: Truth = {
    payer,
    code,
    group: groupOf(code),
    date: dayIn(version, random),
    state: random.pick(STATES),
    ...random.pick(SETTINGS),
    ...(product && random.chance(0.5) ? { product } : {}),
    ...(random.chance(0.4) ? { approved: true as const } : {}),
  };
  return writeParts(truth, random);
};
