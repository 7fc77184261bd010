import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { WorklistRow } from '../../core/authorization/worklist.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { sourcesOf } from '../search/find-order.ts';

type Found = readonly AuthorizationRecord[];

/** Searches at once. */
const AT_ONCE = 20;
/** Orders read of those with one number; a second one is enough to ask which is meant. */
const MOST_WITH_NUMBER = 3;

const nameOf = ({ source, orderId }: { readonly source: string; readonly orderId: string }): string =>
  JSON.stringify([source, orderId]);

/** Records by the id their EHR gave them; each read once. */
const byId = async (
  rows: readonly WorklistRow[],
  tenant: Tenant,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<ReadonlyMap<string, AuthorizationRecord>> => {
  const wanted = rows.flatMap(({ source, orders }) =>
    (source ? [source] : sourcesOf(tenant)).flatMap((one) => orders.map((orderId) => ({ source: one, orderId }))),
  );
  const distinct = [...new Map(wanted.map((ref) => [nameOf(ref), ref])).values()];
  const { records } = distinct.length ? await authorizations.load(tenant.id, distinct, []) : { records: [] };
  return new Map(records.flatMap((record) => (record ? [[nameOf(record), record] as const] : [])));
};

/** Records by their placer's number; each number searched once. */
const byNumber = async (
  rows: readonly WorklistRow[],
  { id }: Tenant,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<ReadonlyMap<string, Found>> => {
  const numbers = [...new Set(rows.flatMap(({ orders, numbered }) => (numbered ? orders : [])))];
  const found = new Map<string, Found>();
  for (let at = 0; at < numbers.length; at += AT_ONCE)
    await Promise.all(
      numbers.slice(at, at + AT_ONCE).map(async (placer) => {
        found.set(placer, (await authorizations.find(id, { placer, limit: MOST_WITH_NUMBER })).items);
      }),
    );
  return found;
};

/**
 * The records of every row: by order id and, where a list may hold them, by the placer's number. A number that is the
 * id of another order finds both, so that nobody's answer is given for somebody else's order.
 */
export const findListed = async (
  rows: readonly WorklistRow[],
  tenant: Tenant,
  ports: Pick<Ports, 'authorizations'>,
): Promise<(row: WorklistRow, order: string) => Found> => {
  const [ids, numbers] = await Promise.all([byId(rows, tenant, ports), byNumber(rows, tenant, ports)]);
  return ({ source, numbered }, order) => {
    const sources = source ? [source] : sourcesOf(tenant);
    const named = sources.flatMap((one) => ids.get(nameOf({ source: one, orderId: order })) ?? []);
    const placed = numbered ? (numbers.get(order) ?? []) : [];
    const all = [...named, ...placed.filter((record) => !source || record.source === source)];
    return [...new Map(all.map((record) => [nameOf(record), record])).values()];
  };
};
