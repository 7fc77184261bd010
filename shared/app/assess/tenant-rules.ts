import type { Ports, Tenant } from '../ports/ports.ts';
import type { ActivePack } from '../ports/rule-packs.ts';
import type { RuleBook } from '../ports/rules.ts';
import { withTenantNames } from './tenant-names.ts';

/** Of each pack the last activation whose day has come. */
const activeOn = (packs: readonly ActivePack[], day: string): readonly ActivePack[] => [
  ...new Map(packs.filter(({ from }) => from <= day).map((pack) => [pack.id, pack])).values(),
];

/** The rules as a tenant has them at an instant: with its active rule packs, and the names its systems give payers. */
export const tenantRules = (
  tenant: Pick<Tenant, 'payerNames' | 'rulePacks' | 'timeZone'>,
  instant: string,
  { rules, clock }: Pick<Ports, 'rules' | 'clock'>,
): RuleBook => {
  const { rulePacks = [], timeZone } = tenant;
  const active = rulePacks.length ? activeOn(rulePacks, clock.dateIn(timeZone, instant)) : [];
  return withTenantNames(active.length ? rules.withPacks(active) : rules, tenant);
};
