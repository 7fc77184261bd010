import type { Ports } from '../app/ports/ports.ts';
import type { PackInspector } from '../app/ports/rule-packs.ts';
import type { Rules } from '../rule-files/load-rules.ts';

/** Checks and comparisons are loaded when a pack comes: no answer needs them. */
export const openPackInspector = (rules: Rules, ports: Pick<Ports, 'codebook' | 'clock'>): PackInspector => ({
  inspect: async (text, tenant, today, beside) => {
    const { inspectPack } = await import('./inspect-pack.ts');
    return inspectPack({ text, tenant, today, beside }, rules, ports);
  },
});
