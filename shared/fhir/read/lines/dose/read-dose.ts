import type { Claim, ClaimItem } from 'fhir/r4';
import type { Reading } from '../../reading.ts';
import { drugCodeOf } from './given-doses.ts';
import { milligrams } from './milligrams.ts';

const isAgent = (code: string | undefined, { codebook }: Reading): boolean =>
  code !== undefined && codebook.procedure(code)?.companion === 'agent';

/** Of a claim: the dose filed for the item, or for its code; one filed for nothing is the only agent's. */
const bySupport = (claim: Claim | undefined, item: ClaimItem | undefined, code: string, reading: Reading) => {
  const { supportingInfo = [], item: items = [] } = claim ?? {};
  const doses = supportingInfo.filter(({ category }) => category.coding?.some((coding) => coding.code === 'dose'));
  if (!doses.length) return undefined;
  const agents = items.filter(({ productOrService }) =>
    isAgent(drugCodeOf(productOrService, reading.codebook), reading),
  );
  const filed =
    doses.find(({ sequence }) => item?.informationSequence?.includes(sequence)) ??
    doses.find((one) => drugCodeOf(one.code, reading.codebook) === code) ??
    (agents.length === 1 && doses.length === 1 ? doses.find((one) => one.code === undefined) : undefined);
  return milligrams(filed?.valueQuantity);
};

/** All that was administered that day, else what someone answered. */
const byReport = ({ doses }: Reading, code: string, date: string | undefined): number | undefined => {
  const mine = doses.filter((dose) => dose.code === code && (!dose.date || !date || dose.date === date));
  const administered = mine.filter(({ source }) => source === 'administration');
  return administered.length
    ? Number(administered.reduce((sum, { mg }) => sum + mg, 0).toFixed(6))
    : mine.find(({ source }) => source === 'answer')?.mg;
};

/** What was given of a stress agent, in mg; undefined for every other code and where nobody says. */
export const readDose = (
  reading: Reading,
  codes: readonly string[],
  date: string | undefined,
  claim?: Claim,
  item?: ClaimItem,
): number | undefined => {
  const [code, more] = codes;
  if (!code || more || !isAgent(code, reading)) return undefined;
  return bySupport(claim, item, code, reading) ?? byReport(reading, code, date);
};
