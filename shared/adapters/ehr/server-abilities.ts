import * as z from 'zod/mini';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';

/** How a server accepts writes. */
interface Abilities {
  /** Accepts JSON Patch on orders; else only whole resources. */
  readonly patchesOrders: boolean;
  readonly takesResponses: boolean;
}

/** Without a capability statement, whole resources are written. */
const DEFAULT_ABILITIES: Abilities = { patchesOrders: false, takesResponses: true };
const KEEP_MS = 3_600_000;

const statement = z.looseObject({
  patchFormat: z.optional(z.array(z.string())),
  rest: z.array(
    z.looseObject({
      resource: z.optional(
        z.array(
          z.looseObject({
            type: z.string(),
            interaction: z.optional(z.array(z.looseObject({ code: z.string() }))),
          }),
        ),
      ),
    }),
  ),
});

const abilitiesOf = (said: unknown): Abilities => {
  const parsed = statement.safeParse(said);
  if (!parsed.success) return DEFAULT_ABILITIES;
  const { patchFormat = [], rest } = parsed.data;
  const can = (type: string, code: string): boolean =>
    rest.some(({ resource = [] }) =>
      resource.some((one) => one.type === type && one.interaction?.some((interaction) => interaction.code === code)),
    );
  return {
    patchesOrders: patchFormat.includes('application/json-patch+json') && can('ServiceRequest', 'patch'),
    takesResponses: can('CoverageEligibilityResponse', 'create'),
  };
};

/** Capabilities of servers, each read once an hour. After a failure the server is asked again the next time. */
export const makeServerAbilities = (servers: FhirServers, now: () => number) => {
  const kept = new Map<string, { readonly abilities: Abilities; readonly until: number }>();
  return async (call: FhirCall): Promise<Abilities> => {
    const { base } = call.server;
    const known = kept.get(base);
    if (known && now() < known.until) return known.abilities;
    try {
      const abilities = abilitiesOf(await servers.call(call, (client) => client.capabilityStatement()));
      kept.set(base, { abilities, until: now() + KEEP_MS });
      return abilities;
    } catch (error) {
      if (error instanceof ServerFailure && error.kind === 'refused') return DEFAULT_ABILITIES;
      throw error;
    }
  };
};
