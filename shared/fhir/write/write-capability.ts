import type { CapabilityStatement, CapabilityStatementRestResource, CapabilityStatementRestSecurity } from 'fhir/r4';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { Canonicals } from '../canonical.ts';
import { BACKPORT, INTERMEDIARY, TOPIC } from '../pas/names.ts';
import { isResourceName } from '../structure/resource-names.ts';
import { searchParameter } from './search-parameters.ts';

/** What a route declares; the shape of `Route` in `http/routes.ts`, which this room may not import. */
interface CapabilityRoute {
  readonly capability?:
    | { readonly resource?: string | undefined; readonly operation: string; readonly definition: string }
    | {
        readonly resource: string;
        readonly interaction: 'read' | 'search-type' | 'create' | 'update' | 'delete';
        readonly params?: readonly string[];
      }
    | undefined;
}
type Capability = NonNullable<CapabilityRoute['capability']>;

interface Server {
  /** Version of the software. */
  readonly version: string;
  /** FHIR base URL, without a trailing slash. */
  readonly url: string;
  /** When this statement last changed. */
  readonly date: string;
  /** Token endpoint, if tokens are required. */
  readonly tokenUrl?: string;
}

const TOPICS = `${BACKPORT}/capabilitystatement-subscriptiontopic-canonical`;
const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';
const SECURITY_SERVICE = 'http://terminology.hl7.org/CodeSystem/restful-security-service';

const writeSecurity = ({ tokenUrl }: Server): CapabilityStatementRestSecurity => ({
  cors: true,
  ...(tokenUrl
    ? {
        extension: [{ url: OAUTH_URIS, extension: [{ url: 'token', valueUri: tokenUrl }] }],
        service: [{ coding: [{ system: SECURITY_SERVICE, code: 'SMART-on-FHIR' }] }],
      }
    : {}),
});

type ResourceType = CapabilityStatementRestResource['type'];
const isResource = (name: string): name is ResourceType => isResourceName(name);

/** Ours by its id; one of a guide by its URL. */
const definitionOf = (definition: string, base: string): string =>
  definition.startsWith('http') ? definition : `${base}/OperationDefinition/${definition}`;

const writeOperations = (capabilities: readonly Capability[], { base }: Canonicals) => {
  const operation = capabilities.flatMap((one) =>
    'operation' in one ? [{ name: one.operation, definition: definitionOf(one.definition, base) }] : [],
  );
  return operation.length ? { operation } : {};
};

const writeResource = (
  type: ResourceType,
  capabilities: readonly Capability[],
  canonicals: Canonicals,
): CapabilityStatementRestResource => {
  const interaction = capabilities.flatMap((one) => ('interaction' in one ? [{ code: one.interaction }] : []));
  const searchParam = capabilities.flatMap((one) =>
    'interaction' in one ? (one.params ?? []).map((name) => searchParameter(name)) : [],
  );
  return {
    type,
    ...(type === 'Subscription' ? { extension: [{ url: TOPICS, valueCanonical: TOPIC }] } : {}),
    ...(interaction.length ? { interaction } : {}),
    ...(searchParam.length ? { searchParam } : {}),
    ...writeOperations(capabilities, canonicals),
  };
};

const many = (count: number): string => count.toLocaleString('en-US');

/** What one call may ask for, in words. */
const boundsSaid = (): string =>
  [
    `A body may hold ${many(BOUNDS.bodyBytes)} bytes, one with a prior authorization request ${many(BOUNDS.documentBodyBytes)}, and an answer ${many(BOUNDS.answerBytes)}.`,
    `A message may have ${many(BOUNDS.lines)} lines, ${many(BOUNDS.orders)} orders, ${many(BOUNDS.coverages)} coverages, and ${many(BOUNDS.answers)} lines times coverages;`,
    `an order ${many(BOUNDS.identifiers)} identifiers; a claim ${many(BOUNDS.diagnoses)} diagnoses, and ${many(BOUNDS.claimList)} each of care team, supporting information and authorization numbers.`,
    `A text of an operation may have ${many(BOUNDS.textCharacters)} characters; an OperationOutcome tells the first ${many(BOUNDS.problemsTold)} problems.`,
    'A page of a search that would be longer is shortened; its link "next" goes on.',
  ].join(' ');

/** `GET /metadata`: what the routes declare, as a CapabilityStatement of this instance. */
export const writeCapability = (
  routes: readonly CapabilityRoute[],
  canonicals: Canonicals,
  server: Server,
): CapabilityStatement => {
  const capabilities = routes.flatMap(({ capability }) => capability ?? []);
  const types = [...new Set(capabilities.flatMap(({ resource }) => resource ?? []))].filter(isResource);
  const isPas = capabilities.some((one) => 'operation' in one && one.definition.endsWith('/Claim-submit'));
  const ofSystem = capabilities.filter(({ resource }) => resource === undefined);
  return {
    resourceType: 'CapabilityStatement',
    url: `${server.url}/metadata`,
    version: server.version,
    name: 'Stresspass',
    title: 'Stresspass: authorization and eligibility of cardiac stress tests',
    status: 'active',
    date: server.date,
    publisher: 'Stresspass',
    kind: 'instance',
    ...(isPas ? { instantiates: [INTERMEDIARY] } : {}),
    software: { name: 'Stresspass', version: server.version },
    implementation: {
      description: 'Answers orders, eligibility requests and claims of cardiac stress tests.',
      url: server.url,
    },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation: boundsSaid(),
        security: writeSecurity(server),
        resource: types.map((type) =>
          writeResource(
            type,
            capabilities.filter(({ resource }) => resource === type),
            canonicals,
          ),
        ),
        ...writeOperations(ofSystem, canonicals),
      },
    ],
  };
};
