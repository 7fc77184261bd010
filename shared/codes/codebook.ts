import type { Codebook } from '../core/codebook.ts';
import { adjustmentCodeTable } from './adjustment-code-table.ts';
import adjustmentCodes from './adjustment-codes.json' with { type: 'json' };
import { contentVersion } from './content-version.ts';
import { holds } from './data-set.ts';
import { diagnosisGroupTable } from './diagnosis-group-table.ts';
import diagnosisGroups from './diagnosis-groups.json' with { type: 'json' };
import diagnosisValidity from './diagnosis-validity.json' with { type: 'json' };
import { diagnosisValidityTable } from './diagnosis-validity-table.ts';
import drugUnits from './drug-units.json' with { type: 'json' };
import { factMapTable } from './fact-map-table.ts';
import factMaps from './fact-maps.json' with { type: 'json' };
import { feeTable } from './fee-table.ts';
import fees from './fees.json' with { type: 'json' };
import localities from './localities.json' with { type: 'json' };
import { localityTable } from './locality-table.ts';
import macJurisdictions from './mac-jurisdictions.json' with { type: 'json' };
import { macTable } from './mac-table.ts';
import { orderCodeTable } from './order-code-table.ts';
import orderCodes from './order-codes.json' with { type: 'json' };
import { pairEditTable } from './pair-edit-table.ts';
import pairEdits from './pair-edits.json' with { type: 'json' };
import { procedureTable } from './procedure-table.ts';
import procedures from './procedures.json' with { type: 'json' };
import { unitLimitTable } from './unit-limit-table.ts';
import unitLimits from './unit-limits.json' with { type: 'json' };

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
] as const;

/** Reads and checks every code table. A table that breaks its own rules is a bug: it throws, and the service does not start. */
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
    version: contentVersion(...FILES),
    dataSets,
    holdsOn: (name, date) => dataSets.some((one) => one.name === name && holds(one, date)),
  };
};
