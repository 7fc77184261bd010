import type { RecordedDecision } from '../authorization/decision.ts';
import type { RequestedParties } from '../model/approval.ts';
import { compact } from '../model/compact.ts';
import { groupBy } from '../model/group-by.ts';
import { itemsAbout } from './judge-response.ts';
import { certifies, type ItemResponse } from './payer-response.ts';
import type { RequestContent } from './request-content.ts';

const DECISION: Readonly<Record<ItemResponse['action'], RecordedDecision['decision']>> = {
  certified: 'approved',
  'partly-certified': 'partial',
  modified: 'partial',
  denied: 'denied',
  pended: 'pended',
  'call-payer': 'pended',
  cancelled: 'cancelled',
  'not-required': 'not-required',
};

/** Characters of a reason kept with a decision; the whole answer is kept with the exchange. */
const MOST_REASON = 500;

const ended = (said: string): string => (/[.?!]$/.test(said) ? said : `${said}.`);

const reasonOf = ({ reasons, needs }: ItemResponse): string | undefined => {
  const said = reasons.map(({ code, says }) => [code, says].filter(Boolean).join(' '));
  const all = [...said, ...needs.map(({ says }) => says)].filter(Boolean).map(ended).join(' ');
  return all === '' ? undefined : all.slice(0, MOST_REASON);
};

/** A number of the payer's own file is kept as one: nothing is authorized by it. */
const numberOf = ({ number, caseNumber }: ItemResponse): Pick<RecordedDecision, 'number' | 'numberKind'> => {
  if (number !== undefined) return { number };
  return caseNumber === undefined ? {} : { number: caseNumber, numberKind: 'case' };
};

type Named = Pick<RequestContent, 'items' | 'isExpedited' | 'ordering' | 'requester' | 'rendering' | 'group' | 'site'>;

/** Who was asked for: what the claim and the visit are compared with later. */
const requestedOf = ({ requester, rendering, group, site }: Named): RequestedParties =>
  compact({ performer: rendering?.npi, group: group?.npi, site: site?.npi, tin: group?.tin ?? requester.tin });

/** Who asks and who bills is neither the person who performs nor a place, also where a payer repeats their number as such. */
const notOf = ({ ordering, requester, group }: Named, npi: string | undefined): string | undefined =>
  [ordering.npi, requester.npi, group?.npi].includes(npi) ? undefined : npi;

const decisionOf = (asked: Named, item: ItemResponse): Omit<RecordedDecision, 'receivedAt' | 'source'> => {
  const { code, units, window, issued, performer, facility, action } = item;
  // Without a period it is valid from the day it was issued, not from the day we heard of it.
  const start = window ? window.start : certifies(item) ? issued : undefined;
  const codes = itemsAbout(asked, item).map((one) => one.code);
  const requested = certifies(item) ? requestedOf(asked) : {};
  return {
    decision: DECISION[action],
    ...numberOf(item),
    codes: code === undefined ? codes : [code],
    ...compact({
      units,
      start,
      end: window?.end,
      performer: notOf(asked, performer),
      facility: notOf(asked, facility),
      reason: reasonOf(item),
    }),
    ...(asked.isExpedited ? { expedited: true } : {}),
    ...(Object.keys(requested).length ? { requested } : {}),
  };
};

/** The same decision for several codes is recorded once. */
const groupOf = ({ codes: _codes, ...rest }: Omit<RecordedDecision, 'receivedAt' | 'source'>): string =>
  JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * A payer's items as decisions for the order's record. Each has a moment of its own, a millisecond apart, since two of one moment
 * that differ contradict each other there.
 */
export const decisionsOf = (
  asked: Named,
  items: readonly ItemResponse[],
  { source, receivedAt }: Pick<RecordedDecision, 'source' | 'receivedAt'>,
): readonly RecordedDecision[] => {
  const groups = groupBy(
    items.map((item) => decisionOf(asked, item)),
    groupOf,
  );
  return [...groups.values()].flatMap(([first, ...more], index) => {
    if (!first) return [];
    const codes = [...new Set([first, ...more].flatMap((one) => one.codes))];
    const at = new Date(Date.parse(receivedAt) + index).toISOString();
    return [{ ...first, codes, source, receivedAt: at }];
  });
};
