import type { PayerGateway } from '../../app/ports/payer-gateway.ts';

/** Asks each payer in the dialect its server is registered with. */
export const makePayerGateways = ({
  fhir,
  x12,
}: {
  readonly fhir: PayerGateway;
  readonly x12: PayerGateway;
}): PayerGateway => ({ ask: (asked) => (asked.server.x12 ? x12 : fhir).ask(asked) });
