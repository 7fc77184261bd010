import type { Claim, ClaimItem } from 'fhir/r4';
import type { Reading } from '../../reading.ts';
import { drugCodeOf } from './given-doses.ts';
import { milligrams } from './milligrams.ts';

const isAgent = (code: string | undefined, { codebook }: Reading): boolean =>
  code !== undefined && codebook.procedure(code)?.companion === 'agent';

/** On a claim: the dose filed for the item, or for its code; one filed for neither belongs to the only agent. */
const fromSupportingInfo = (claim: Claim | undefined, item: ClaimItem | undefined, code: string, reading: Reading) => {
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

/** Everything administered that day, else the answer of the questionnaire. */
const fromReports = ({ doses }: Reading, code: string, date: string | undefined): number | undefined => {
  const ofAgent = doses.filter((dose) => dose.code === code && (!dose.date || !date || dose.date === date));
  const administered = ofAgent.filter(({ source }) => source === 'administration');
  return administered.length
    ? Number(administered.reduce((sum, { mg }) => sum + mg, 0).toFixed(6))
    : ofAgent.find(({ source }) => source === 'answer')?.mg;
};

/** The dose of a stress agent given, in mg; undefined for any other code and when not stated. */
export const readDose = (
  reading: Reading,
  codes: readonly string[],
  date: string | undefined,
  claim?: Claim,
  item?: ClaimItem,
): number | undefined => {
  const [code, more] = codes;
  if (!code || more || !isAgent(code, reading)) return undefined;
  return fromSupportingInfo(claim, item, code, reading) ?? fromReports(reading, code, date);
};
