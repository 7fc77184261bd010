import type { CapabilityStatement, FhirResource, ServiceRequest } from 'fhir/r4';
import type { EhrAsk } from './ehr-stub.ts';

export interface Written {
  readonly status: number;
  readonly body: object;
}
type Operation = { readonly op: string; readonly path: string; readonly value: unknown };

const outcome = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

/** Only what JSON Patch a client may use on extensions. */
const patched = (order: ServiceRequest, operations: readonly Operation[]): ServiceRequest => {
  const copy = structuredClone(order);
  for (const { op, path, value } of operations) {
    const [, element, place] = path.split('/');
    if (element !== 'extension') throw new Error(`no patch of ${path}`);
    const extension = value as NonNullable<ServiceRequest['extension']>[number];
    if (place === undefined) copy.extension = value as NonNullable<ServiceRequest['extension']>;
    else if (!copy.extension) throw new Error('adds to a list that is not there');
    else if (place === '-' && op === 'add') copy.extension.push(extension);
    else if (op === 'replace' && copy.extension[Number(place)]) copy.extension[Number(place)] = extension;
    else throw new Error(`no ${op} at ${path}`);
  }
  return copy;
};

/** The writing half of an EHR: versions that are kept apart by `If-Match`, and creates that happen once. */
export const makeEhrWrites = (charts: FhirResource[], onWrite: (resource: FhirResource) => void) => {
  const settings = { patches: true, versions: true, responses: true, metadata: true };
  const known = new Map<string, FhirResource>();

  const capability = (): CapabilityStatement => ({
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    ...(settings.patches ? { patchFormat: ['application/json-patch+json'] } : {}),
    rest: [
      {
        mode: 'server',
        resource: [
          {
            type: 'ServiceRequest',
            interaction: [
              { code: 'read' },
              { code: 'update' },
              ...(settings.patches ? [{ code: 'patch' as const }] : []),
            ],
          },
          ...(settings.responses
            ? [{ type: 'CoverageEligibilityResponse' as const, interaction: [{ code: 'create' as const }] }]
            : []),
        ],
      },
    ],
  });

  const change = ({ method, headers, body }: EhrAsk, index: number): Written => {
    const before = charts[index] as ServiceRequest;
    const version = Number(before.meta?.versionId ?? 0);
    if (headers['if-match'] !== `W/"${version}"`) return { status: 412, body: outcome('conflict') };
    const next = method === 'PUT' ? (JSON.parse(body) as ServiceRequest) : patched(before, JSON.parse(body));
    const lastUpdated = new Date(Date.parse(before.meta?.lastUpdated ?? '2026-01-01') + 1_000).toISOString();
    const after = { ...next, meta: { ...next.meta, versionId: String(version + 1), lastUpdated } };
    charts[index] = after;
    onWrite(after);
    return { status: 200, body: after };
  };

  const create = ({ headers, body }: EhrAsk): Written => {
    const condition = String(headers['if-none-exist'] ?? '');
    const there = known.get(condition);
    if (condition && there) return { status: 200, body: there };
    const resource = { ...(JSON.parse(body) as FhirResource), id: `made-${charts.length}` };
    charts.push(resource);
    if (condition) known.set(condition, resource);
    return { status: 201, body: resource };
  };

  return {
    settings,
    /** Undefined for what is no write. */
    answer: (ask: EhrAsk): Written | undefined => {
      const [type = '', id] = (ask.path.split('?')[0] ?? '').split('/');
      if (ask.method === 'GET')
        return type === 'metadata' && settings.metadata ? { status: 200, body: capability() } : undefined;
      if (ask.method === 'POST') return create(ask);
      const index = charts.findIndex((one) => one.resourceType === type && one.id === id);
      if (index < 0) return { status: 404, body: outcome('not-found') };
      return ask.method === 'PATCH' && !settings.patches
        ? { status: 405, body: outcome('not-supported') }
        : change(ask, index);
    },
  };
};
