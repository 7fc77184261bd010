import type { Bundle } from 'fhir/r4';
import type { EhrAsked, EhrReader, Filled } from '../../app/ehr-reader.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import { type Message, openMessage } from '../../fhir/read/message/message.ts';
import type { FhirCall, FhirServers } from '../fhir-servers.ts';
import { ServerFailure } from '../server-failure.ts';
import { addChart, type ChartPart } from './add-chart.ts';
import { findGaps, missingPayors } from './chart-gaps.ts';
import { localReference } from './local-reference.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';

/** All reads of one chart together; what comes later is unknown. */
const CHART_MS = 5_000;
/** A single read somebody waits for, and tries again. */
const READ_MS = 10_000;

interface EhrSettings {
  readonly servers: FhirServers;
  /** Canonical of the questionnaire whose answers count. */
  readonly questionnaire: string;
}

const ANSWERS = 'QuestionnaireResponse';

/** More than whose and how many would make a look incomplete; answers are of one questionnaire anyway. */
const queryFor = (type: string, patient: string, questionnaire: string): string => {
  const order = type === 'Observation' ? '&_sort=-date' : '';
  const only = type === ANSWERS ? `&questionnaire=${encodeURIComponent(questionnaire)}` : '';
  return `${type}?patient=${encodeURIComponent(patient)}${only}${order}&_count=${PAGE_SIZE}`;
};

const alone = (resource: unknown): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: isFhirResource(resource) ? [{ resource }] : [],
});

const GONE: readonly (number | undefined)[] = [404, 410];

/** The reads of one chart: each on its own, under one deadline; those that failed are named and leave a gap. */
const openChart = (servers: FhirServers, call: FhirCall) => {
  const unread = new Set<string>();
  let reads = 0;
  const onRead = (): void => {
    reads += 1;
  };
  const tryOne = async (
    type: string,
    looksForAll: boolean,
    ask: () => Promise<Bundle>,
  ): Promise<readonly ChartPart[]> => {
    try {
      return [{ type, looksForAll, found: await ask() }];
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      unread.add(type);
      return [];
    }
  };
  return {
    unread,
    count: () => reads,
    search: (type: string, query: string) =>
      tryOne(type, type !== ANSWERS, () => servers.call(call, (client) => readPages(client, query, onRead))),
    read: (reference: string) => {
      const [type = ''] = reference.split('/');
      return tryOne(type, false, async () => {
        onRead();
        return alone(await servers.call(call, (client) => client.request(reference)));
      });
    },
  };
};

const open = (message: unknown): Message | undefined => {
  const opened = isFhirResource(message) ? openMessage(message) : undefined;
  return opened?.ok ? opened.value : undefined;
};

/** Reads an EHR's own FHIR server, registered with the source an order came from. */
export const makeEhrReader = ({ servers, questionnaire }: EhrSettings): EhrReader => {
  const callOf = ({ tenant, source }: EhrAsked, ms: number): FhirCall | undefined =>
    source.fhir && { server: source.fhir, origins: tenant.outbound ?? [], signal: AbortSignal.timeout(ms) };

  const fill = async (message: unknown, asked: EhrAsked): Promise<Filled> => {
    const nothing = { message, reads: 0, unread: [] };
    const call = callOf(asked, CHART_MS);
    const opened = open(message);
    const gaps = call && opened && findGaps(opened, call.server.base);
    if (!gaps) return nothing;
    const { patient, reads, searches } = gaps;
    const { base } = call.server;
    const chart = openChart(servers, call);
    const first = await Promise.all([
      ...reads.map(chart.read),
      ...searches.map((type) => chart.search(type, queryFor(type, patient, questionnaire))),
    ]);
    const added = addChart(opened, first.flat(), { patient, base });
    const so = open(added.message);
    const payors = so ? missingPayors(so, base).filter((one) => !reads.includes(one)) : [];
    const second = await Promise.all([...new Set(payors)].map(chart.read));
    const whole = second.length ? addChart(opened, [...first, ...second].flat(), { patient, base }) : added;
    const expected = whole.partial.filter((type) => type !== 'QuestionnaireResponse' && searches.includes(type));
    return {
      message: whole.message,
      reads: chart.count(),
      unread: [...new Set([...chart.unread, ...expected])].sort(),
    };
  };

  return {
    fill,
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
