import channelMap from '../../rules/channels/channel-map.json' with { type: 'json' };
import adjustmentCodes from '../../rules/codes/adjustment-codes.json' with { type: 'json' };
import answerShares from '../../rules/codes/answer-shares.json' with { type: 'json' };
import coveragePairs from '../../rules/codes/coverage-pairs.json' with { type: 'json' };
import decisionClocks from '../../rules/codes/decision-clocks.json' with { type: 'json' };
import diagnosisGroups from '../../rules/codes/diagnosis-groups.json' with { type: 'json' };
import diagnosisValidity from '../../rules/codes/diagnosis-validity.json' with { type: 'json' };
import drugUnits from '../../rules/codes/drug-units.json' with { type: 'json' };
import estimateDuty from '../../rules/codes/estimate-duty.json' with { type: 'json' };
import factMaps from '../../rules/codes/fact-maps.json' with { type: 'json' };
import fees from '../../rules/codes/fees.json' with { type: 'json' };
import implications from '../../rules/codes/implications.json' with { type: 'json' };
import localities from '../../rules/codes/localities.json' with { type: 'json' };
import macJurisdictions from '../../rules/codes/mac-jurisdictions.json' with { type: 'json' };
import modifiers from '../../rules/codes/modifiers.json' with { type: 'json' };
import orderCodes from '../../rules/codes/order-codes.json' with { type: 'json' };
import pairEdits from '../../rules/codes/pair-edits.json' with { type: 'json' };
import placesOfService from '../../rules/codes/places-of-service.json' with { type: 'json' };
import planDuties from '../../rules/codes/plan-duties.json' with { type: 'json' };
import planKinds from '../../rules/codes/plan-kinds.json' with { type: 'json' };
import procedures from '../../rules/codes/procedures.json' with { type: 'json' };
import unitLimits from '../../rules/codes/unit-limits.json' with { type: 'json' };
import type { Codebook } from '../core/model/codebook.ts';
import { adjustmentCodeTable } from './adjustment-code-table.ts';
import { answerShareTable } from './answer-share-table.ts';
import { channelTable } from './channel-table.ts';
import { CHECKED } from './checked.ts';
import { contentVersion } from './content-version.ts';
import { coveragePairTable } from './coverage-pair-table.ts';
import { holds } from './data-set.ts';
import { decisionClockTable } from './decision-clock-table.ts';
import { diagnosisGroupTable } from './diagnosis-group-table.ts';
import { diagnosisValidityTable } from './diagnosis-validity-table.ts';
import { estimateDutyTable } from './estimate-duty-table.ts';
import { factMapTable } from './fact-map-table.ts';
import { feeTable } from './fee-table.ts';
import { implicationTable } from './implication-table.ts';
import { localityTable } from './locality-table.ts';
import { macTable } from './mac-table.ts';
import { modifierTable } from './modifier-table.ts';
import { orderCodeTable } from './order-code-table.ts';
import { pairEditTable } from './pair-edit-table.ts';
import { placeTable } from './place-table.ts';
import { planDutyTable } from './plan-duty-table.ts';
import { planKindTable } from './plan-kind-table.ts';
import { procedureTable } from './procedure-table.ts';
import { unitLimitTable } from './unit-limit-table.ts';

/**
 * What an answer can be computed again from, with its stored question. Kinds and pairs of coverage are not among them: what
 * they decide is stored with the question, in its verdicts; nor are the payers' clocks and channels, which decide no answer.
 */
const FILES = [
  procedures,
  drugUnits,
  unitLimits,
  pairEdits,
  diagnosisGroups,
  diagnosisValidity,
  factMaps,
  orderCodes,
  macJurisdictions,
  fees,
  localities,
  adjustmentCodes,
  placesOfService,
  modifiers,
  estimateDuty,
  implications,
  answerShares,
  planDuties,
] as const;

/** Reads and checks every code table. A table that breaks its own rules is a bug: it throws at startup. */
export const loadCodebook = (): Codebook => {
  const procedureCodes = procedureTable(procedures, drugUnits);
  const limits = unitLimitTable(unitLimits);
  const pairs = pairEditTable(pairEdits);
  const groups = diagnosisGroupTable(diagnosisGroups);
  const validity = diagnosisValidityTable(diagnosisValidity);
  const facts = factMapTable(factMaps);
  const orders = orderCodeTable(orderCodes);
  const contractors = macTable(macJurisdictions);
  const amounts = feeTable(fees);
  const places = localityTable(localities);
  const reasons = adjustmentCodeTable(adjustmentCodes);
  const sites = placeTable(placesOfService);
  const modifierTexts = modifierTable(modifiers);
  const duty = estimateDutyTable(estimateDuty);
  const plans = planKindTable(planKinds);
  const duties = planDutyTable(planDuties);
  const coverages = coveragePairTable(coveragePairs);
  const clocks = decisionClockTable(decisionClocks);
  const relations = implicationTable(implications, groups.hasDiagnosisGroup);
  const shares = answerShareTable(answerShares);
  const channels = channelTable(channelMap);
  const tables = [
    procedureCodes,
    limits,
    pairs,
    groups,
    validity,
    facts,
    orders,
    contractors,
    amounts,
    places,
    reasons,
    sites,
    modifierTexts,
    duty,
    plans,
    coverages,
    clocks,
    duties,
    relations,
    shares,
    channels,
  ];
  const dataSets = tables.flatMap((table) => table.dataSets);
  return {
    ...procedureCodes,
    ...limits,
    ...pairs,
    ...groups,
    ...validity,
    ...facts,
    ...orders,
    ...contractors,
    ...amounts,
    ...places,
    ...reasons,
    ...sites,
    ...modifierTexts,
    ...duty,
    ...plans,
    ...coverages,
    ...clocks,
    ...duties,
    ...channels,
    implications: relations.implications,
    answerShares: shares.answerShares,
    version: CHECKED?.version ?? contentVersion(...FILES),
    dataSets,
    holdsOn: (name, date) => dataSets.some((one) => one.name === name && holds(one, date)),
  };
};
