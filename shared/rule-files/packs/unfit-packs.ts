import type { Rules } from '../load-rules.ts';
import { layerPacks } from './layer-packs.ts';
import type { OpenedPack } from './open-pack.ts';

/** Payers that have no rule because packs over the rules held no longer fit them, with the packs that concern each. */
export const unfitPayers = (
  base: Rules,
  packs: readonly OpenedPack[],
): readonly { readonly payer: string; readonly packs: readonly string[] }[] => {
  const unfit = new Set<string>();
  const { versionsOf } = layerPacks(base, packs, (payer) => unfit.add(payer));
  for (const payer of new Set(packs.flatMap(({ concerned }) => concerned))) versionsOf(payer);
  return [...unfit].sort().map((payer) => ({
    payer,
    packs: packs.filter(({ concerned }) => concerned.includes(payer)).map(({ ref }) => `${ref.id} ${ref.version}`),
  }));
};
