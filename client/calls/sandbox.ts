import type { Exchange, Sandbox, Situation, SituationMessage, SituationScript } from '../model/exchange.ts';
import { type Element, elementOf, elementsOf, textOf } from '../read/element.ts';
import type { Transport } from '../transport/transport.ts';

export interface SandboxCalls {
  /** What can be brought about; a service without a sandbox has none (404). */
  sandbox(): Promise<Sandbox>;
  /** The messages of a situation, made anew for each run: nothing is sent yet. */
  situation(id: string): Promise<SituationScript>;
  /** Sends one message once, and tells what went over the wire, refusals included. */
  fire(message: SituationMessage): Promise<Exchange>;
}

const SITUATIONS = '/sandbox/situations';
const JSON_ONLY = { accept: 'application/json' } as const;

const situationOf = ({ id, shows }: Element): Situation => ({ id: textOf(id), shows: textOf(shows) });

export const sandboxCalls = (transport: Transport): SandboxCalls => ({
  sandbox: async () => {
    const { tenant, situations } = elementOf(await transport.json({ path: SITUATIONS, ...JSON_ONLY }));
    return { tenant: textOf(tenant), situations: elementsOf(situations).map(situationOf) };
  },
  situation: async (id) => {
    const found = elementOf(await transport.json({ path: `${SITUATIONS}/${encodeURIComponent(id)}`, ...JSON_ONLY }));
    return {
      ...situationOf(found),
      order: textOf(found.order),
      messages: elementsOf(found.messages).map(({ kind, path, body, about }) => ({
        kind: kind === 'decision' || kind === 'slot' ? kind : 'order',
        path: textOf(path),
        body: textOf(body),
        about: textOf(about),
      })),
    };
  },
  fire: ({ path, body, kind }) =>
    transport.exchange({ method: 'POST', path, body, ...(kind === 'slot' ? {} : { writes: true as const }) }),
});
