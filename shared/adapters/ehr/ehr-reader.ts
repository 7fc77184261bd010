import type { EhrAsked, EhrReader, Filled } from '../../app/ports/ehr-reader.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { ChartReach } from '../../fhir/chart/chart-needs.ts';
import { localReference } from '../../fhir/chart/resource-name.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import { openMessage } from '../../fhir/read/message/message.ts';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';
import { coverageReach, findGaps, providerReach, tenantReach } from './chart-gaps.ts';
import { fillMessage } from './fill-message.ts';
import { openChart } from './open-chart.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';

/** Limit for all reads of one chart together; what comes later is unknown. */
const CHART_MS = 5_000;
/** Limit for a single read; the caller retries. */
const READ_MS = 10_000;

interface EhrSettings {
  readonly servers: FhirServers;
  /** Canonical of the questionnaire whose answers count. */
  readonly questionnaire: string;
}

/** Numbers of providers are read where something is made of them: requests to payers, and exemptions by NPI or tax number. */
const needsProviders = ({ tenant: { submission, exemptions = [] } }: EhrAsked): boolean =>
  submission !== undefined || exemptions.length > 0;

const GONE: readonly (number | undefined)[] = [404, 410];

/** Reads an EHR's own FHIR server, registered with the source an order came from. */
export const makeEhrReader = ({ servers, questionnaire }: EhrSettings): EhrReader => {
  const callOf = ({ tenant, source }: EhrAsked, ms: number): FhirCall | undefined =>
    source.fhir && { server: source.fhir, origins: tenant.outbound ?? [], signal: AbortSignal.timeout(ms) };

  const fill = async (message: unknown, asked: EhrAsked, reachOf: (base: string) => ChartReach): Promise<Filled> => {
    const call = callOf(asked, CHART_MS);
    const opened = isFhirResource(message) ? openMessage(message) : undefined;
    if (!call || !opened?.ok) return { message, reads: 0, unread: [] };
    const reach = reachOf(call.server.base);
    const gaps = findGaps(opened.value, reach);
    if (!gaps) return { message, reads: 0, unread: [] };
    const { patient, reads, searches } = gaps;
    const chart = openChart(servers, call, { reach, questionnaire });
    const parts = await Promise.all([
      ...reads.slice(0, BOUNDS.namedReads).map((reference) => chart.read(reference)),
      ...searches.map((type) => chart.search(type, patient)),
    ]);
    const added = fillMessage(opened.value, parts.flat(), patient, reach);
    const left = reads.slice(BOUNDS.namedReads).flatMap((reference) => reference.split('/').slice(0, 1));
    const unread = [...new Set([...chart.unread, ...left, ...added.partial])].sort();
    return { message: added.message, reads: chart.count(), unread };
  };

  return {
    fill: (message, asked) => fill(message, asked, needsProviders(asked) ? providerReach : tenantReach),
    fillCoverage: (message, asked) => fill(message, asked, coverageReach),
    order: async (reference, asked) => {
      const call = callOf(asked, READ_MS);
      if (!call) return { is: 'no-server' };
      const local = localReference(reference, call.server.base);
      if (!local?.startsWith('ServiceRequest/')) return { is: 'not-ours' };
      try {
        const order: unknown = await servers.call(call, (client) => client.request(local));
        return { is: 'found', order };
      } catch (error) {
        if (error instanceof ServerFailure && GONE.includes(error.status)) return { is: 'gone' };
        throw error;
      }
    },
    documents: async (documents, asked) => {
      const call = callOf(asked, READ_MS);
      if (!call) return { is: 'read', documents: documents.loincs.map((loinc) => ({ loinc, is: 'not-readable' })) };
      const { readEhrDocuments } = await import('./read-documents.ts');
      try {
        return await readEhrDocuments(servers, call, documents);
      } catch (error) {
        if (error instanceof ServerFailure && error.kind === 'resting') return { is: 'resting' };
        throw error;
      }
    },
    changedSince: async (instant, asked) => {
      const call = callOf(asked, READ_MS);
      if (!call) return [];
      const only = asked.source.fhir?.orders;
      const query = `ServiceRequest?${only ? `${only}&` : ''}_lastUpdated=ge${instant}&_count=${PAGE_SIZE}`;
      const { entry = [] } = await servers.call(call, (client) => readPages(client, query, () => undefined));
      return entry.flatMap(({ resource }) =>
        resource?.resourceType === 'ServiceRequest' && resource.id ? [`ServiceRequest/${resource.id}`] : [],
      );
    },
  };
};
