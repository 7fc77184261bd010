import type { CoverageMap, Pack, PolicyCriteria, Simulation } from '../model/rules.ts';
import { elementOf } from '../read/element.ts';
import { readCoverageMap, readPolicyCriteria } from '../read/read-rules.ts';
import { type Call, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';

export interface PackCalls {
  packs(): Promise<readonly Pack[]>;
  pack(id: string, version: string): Promise<Pack>;
  /** Uploads a pack (JSON); nothing answers by it yet. */
  uploadPack(pack: string): Promise<Pack>;
  /** Begins a simulation on the orders on file, or goes on with one; read how far it is with `simulation`. */
  simulatePack(id: string, version: string): Promise<Simulation>;
  simulation(id: string, version: string): Promise<Simulation>;
  /** By another person than the one who uploaded it. */
  approvePack(id: string, version: string): Promise<Pack>;
  /** From today on, or from a day to come. */
  activatePack(id: string, version: string, from?: string): Promise<Pack>;
  rollBackPack(id: string, version: string): Promise<Pack>;
  /** How far the rules reach, by payer and group of tests. */
  coverageMap(asked?: { readonly date?: string; readonly payer?: string }): Promise<CoverageMap>;
  /** The criteria of a payer for a group of tests, as sentences. */
  policyCriteria(asked: {
    readonly payer: string;
    readonly group: string;
    readonly date?: string;
  }): Promise<PolicyCriteria>;
}

const PACKS = '/rules/packs';
const addressOf = (id: string, version: string) => `${PACKS}/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;

export const packCalls = (transport: Transport): PackCalls => {
  /** Packs are plain JSON in our own words already. */
  const plain = async <View>(call: Call): Promise<View> =>
    elementOf(await transport.json({ accept: 'application/json', contentType: 'application/json', ...call })) as View;
  const step = <View>(id: string, version: string, name: string, body?: string) =>
    plain<View>({
      method: 'POST',
      path: `${addressOf(id, version)}/${name}`,
      writes: true,
      ...(body === undefined ? {} : { body }),
    });
  return {
    packs: async () => (await plain<{ readonly packs: readonly Pack[] }>({ path: PACKS })).packs,
    pack: (id, version) => plain({ path: addressOf(id, version) }),
    uploadPack: (pack) => plain({ method: 'POST', path: PACKS, body: pack, writes: true }),
    simulatePack: (id, version) => step(id, version, 'simulate'),
    simulation: (id, version) => plain({ path: `${addressOf(id, version)}/simulation` }),
    approvePack: (id, version) => step(id, version, 'approve'),
    activatePack: (id, version, from) =>
      step(id, version, 'activate', from === undefined ? undefined : JSON.stringify({ from })),
    rollBackPack: (id, version) => step(id, version, 'roll-back'),
    coverageMap: async (asked = {}) =>
      readCoverageMap(await transport.json({ path: `/r4/$coverage-map${queryOf({ ...asked })}` })),
    policyCriteria: async (asked) =>
      readPolicyCriteria(await transport.json({ path: `/r4/$coverage-map${queryOf({ ...asked })}` })),
  };
};
