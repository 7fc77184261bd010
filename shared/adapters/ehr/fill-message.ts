import type { Bundle, BundleEntry } from 'fhir/r4';
import { addChart, type ChartFind } from '../../fhir/chart/add-chart.ts';
import type { ChartReach } from '../../fhir/chart/chart-needs.ts';
import { resourceName } from '../../fhir/chart/resource-name.ts';
import { isTheirs } from '../../fhir/chart/theirs.ts';
import { completeTypes } from '../../fhir/read/message/complete-look.ts';
import type { Message } from '../../fhir/read/message/message.ts';

/** The result of one search or read of the chart. */
export interface FilledPart {
  /** Type searched. */
  readonly type: string;
  /** It searched the whole type. */
  readonly looksForAll: boolean;
  readonly found: Bundle;
}

interface FilledMessage {
  readonly message: Bundle;
  /** Types whose search was not complete. */
  readonly partial: readonly string[];
}

/** OperationOutcomes a server returns with its hits, or instead of them. */
const isNotice = ({ resource, search }: BundleEntry): boolean =>
  search?.mode === 'outcome' || resource?.resourceType === 'OperationOutcome';

/** The pages of a search were merged here, so their total no longer applies. */
const findOf = ({ type, found }: FilledPart): ChartFind => {
  const { entry = [], link = [] } = found;
  const self = link.filter(({ relation }) => relation === 'self');
  return {
    hits: entry.filter((one) => !isNotice(one)).map(({ resource }) => resource),
    ...(completeTypes(found).includes(type) ? { look: { resourceType: 'Bundle', type: 'searchset', link: self } } : {}),
  };
};

/** The message first, as received, then what its chart adds. Orders in the chart are not answered. `patient`: the id. */
export const fillMessage = (
  { root, entries }: Message,
  parts: readonly FilledPart[],
  patient: string,
  reach: ChartReach,
): FilledMessage => {
  const held = entries.filter(({ container }) => !container).map(({ resource }) => resourceName(resource));
  const { message, looks } = addChart([root], held, parts.map(findOf), {
    isAdmitted: (hit) => isTheirs(hit, patient, reach),
    adds: ({ resourceType }) => resourceType !== 'ServiceRequest',
  });
  return {
    message,
    partial: parts.filter(({ looksForAll }, index) => looksForAll && !looks[index]).map(({ type }) => type),
  };
};
