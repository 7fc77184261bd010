import { claimKeys, reviewMemberKeys } from '../../../app/utilization-review/claim-keys.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { readRequestHead, requestHead } from '../reviews/request-head.ts';
import type { Key } from '../table.ts';
import { putItem } from '../table-access.ts';
import { reviewKeys } from '../table-reviews.ts';
import type { PlanMove, Rotation } from './move.ts';

const withKeys = (request: ReviewRequest, { digest }: Rotation) => {
  const { tenant, sender, parties, receivedAt, id } = request;
  const claims = request.claims.map((claim) => ({ claim, keys: claimKeys(tenant, sender, claim.trace, digest) }));
  const members = parties.memberIds.map((one) => reviewMemberKeys(tenant, one, digest));
  const way = (key: string): Key => reviewKeys.claim(tenant, key);
  const row = (key: string): Key => reviewKeys.member(tenant, key, receivedAt, id);
  const current = ([first]: readonly string[], place: (key: string) => Key): readonly Key[] =>
    first === undefined || first === id ? [] : [place(first)];
  const earlier = (keys: readonly string[], place: (key: string) => Key) => keys.slice(1).map(place);
  return {
    claims: claims.map(({ claim, keys }) => ({ ...claim, key: keys[0] })),
    to: [...claims.flatMap(({ keys }) => current(keys, way)), ...members.flatMap((keys) => current(keys, row))],
    from: [...claims.flatMap(({ keys }) => earlier(keys, way)), ...members.flatMap((keys) => earlier(keys, row))],
  };
};

/**
 * What leads to a request by its claims and its members: new rows first, then the head, old rows last. The request keeps its id, a
 * name the payer and its requesters know; by itself nothing is found under it.
 */
export const planRequest: PlanMove = async (item, _tenant, rotation) => {
  const { table } = rotation;
  const request = readRequestHead(item);
  const { claims, to, from } = withKeys(request, rotation);
  const left = (await readBatch(table, from)).some(Boolean);
  const stands = claims.every(({ key }, index) => key === request.claims[index]?.key);
  if (stands && !left) return undefined;
  return async () => {
    await writeBatch(
      table,
      to.map((key) => ({ put: { ...key, requestId: request.id } })),
    );
    if (!stands) {
      const unmoved = { expression: 'changes = :before', values: { ':before': request.version } };
      if ((await putItem(table, requestHead({ ...request, claims }), unmoved)) === 'refused') return false;
    }
    await writeBatch(
      table,
      from.map((remove) => ({ remove })),
    );
    return true;
  };
};
