import type { ParametersParameter } from 'fhir/r4';

/** How an endpoint of the tenant answered, as the store has it. */
interface Health {
  readonly endpoint: string;
  readonly kind: string;
  readonly exchanges: number;
  readonly failures: number;
  readonly lastSuccess?: string;
  readonly lastFailure?: string;
  readonly problem?: string;
  readonly restsUntil?: string;
}

/** A client certificate of the settings, and how it stands. */
interface Certificate {
  readonly expression: string;
  readonly name: string;
  readonly until?: string;
  readonly days?: number;
  readonly finding?: string;
}
/** What is told of a tenant's ways to its payers. */
export interface ToldWays {
  readonly health: readonly Health[];
  readonly certificates: readonly Certificate[];
}

export const code = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueCode: value }] : [];
export const said = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueString: value }] : [];
const instant = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueDateTime: value }] : [];

const healthPart = ({
  endpoint,
  kind,
  exchanges,
  failures,
  lastSuccess,
  lastFailure,
  problem,
  restsUntil,
}: Health) => ({
  name: 'endpoint',
  part: [
    ...said('name', endpoint),
    ...code('channel', kind),
    { name: 'exchanges', valueUnsignedInt: exchanges },
    { name: 'failures', valueUnsignedInt: failures },
    ...instant('lastSuccess', lastSuccess),
    ...instant('lastFailure', lastFailure),
    ...said('problem', problem),
    ...instant('restsUntil', restsUntil),
  ],
});

const certificatePart = ({ expression, name, until, days, finding }: Certificate) => ({
  name: 'certificate',
  part: [
    ...said('setting', expression),
    ...said('name', name),
    ...instant('ends', until),
    ...(days === undefined ? [] : [{ name: 'days', valueInteger: days }]),
    ...said('finding', finding),
  ],
});

/** How each endpoint of a tenant answers, and how each of its client certificates stands. */
export const waysParts = ({ health, certificates }: ToldWays): ParametersParameter[] => [
  ...health.map(healthPart),
  ...certificates.map(certificatePart),
];
