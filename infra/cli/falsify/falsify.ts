import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { openTrial } from './service/open-trial.ts';
import { type Figures, openTally } from './tally.ts';
import { tryOrder } from './try-orders.ts';

interface FalsifyOptions extends JsonOption {
  readonly orders: string;
  readonly seed: string;
  readonly only?: string;
}

interface Run {
  readonly seed: number;
  /** Numbers of the orders to try. */
  readonly from: number;
  readonly to: number;
}

/** Tries orders one after the other; the same seed gives the same figures. */
export const falsifyOrders = async ({ seed, from, to }: Run, trial = openTrial()): Promise<Figures> => {
  const tally = openTally(seed);
  for (let index = from; index < to; index++) tally.add(await tryOrder(seed, index, trial));
  return tally.figures();
};

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw wrongUsage(`--${name} takes a whole number.`);
  return Number(text);
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} percent`;

const describe = (figures: Figures): readonly string[] => {
  const { seed, orders, answers, falseGoAheads, abstentionShare, payerMix, byAdviceLeftAsTheyAre, byFalsified, found } =
    figures;
  const kinds = Object.entries(byFalsified).map(([what, { orders: tried, yes, false: wrong }]) => [
    what,
    `${tried} orders`,
    `${yes} yes`,
    wrong ? `${wrong} FALSE` : '',
  ]);
  const repeat = ({ order }: Figures['found'][number]) => `npx stresspass falsify --seed ${seed} --only ${order}`;
  return [
    `${orders} orders, ${answers} answers, seed ${seed}`,
    `False go-aheads: ${falseGoAheads}`,
    `Ask the plan: ${percent(abstentionShare)} of the orders left as they are (payer mix of ${payerMix.date}, ${payerMix.evidence})`,
    '',
    'Advice of the orders left as they are',
    ...align(Object.entries(byAdviceLeftAsTheyAre).map(([advice, count]) => [advice, String(count)])).map(
      (line) => `  ${line}`,
    ),
    '',
    'What was falsified, and the answers that still said yes',
    ...align(kinds).map((line) => `  ${line.trimEnd()}`),
    ...found.flatMap((one) => [
      '',
      `${one.falsified} (${one.way}): ${one.why}`,
      `  ${one.about}`,
      `  says: ${one.says}`,
      `  ${repeat(one)}`,
    ]),
  ];
};

export const falsify = async (options: FalsifyOptions): Promise<ExitCode> => {
  const seed = wholeNumber(options.seed, 'seed');
  const only = options.only === undefined ? undefined : wholeNumber(options.only, 'only');
  const [from, to] = only === undefined ? [0, wholeNumber(options.orders, 'orders')] : [only, only + 1];
  const figures = await falsifyOrders({ seed, from, to });
  print(options, figures, describe(figures));
  return figures.falseGoAheads ? 1 : 0;
};
