import type { Bundle } from 'fhir/r4';
import { BOUNDS } from '../../core/model/bounds.ts';
import { uriPart } from '../../core/model/uri-part.ts';
import { type ChartReach, linksOf, searchFor } from '../../fhir/chart/chart-needs.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';
import type { FilledPart } from './fill-message.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';

const ANSWERS = 'QuestionnaireResponse';
/** Single resources read of one chart: those of the message, then what is behind them. */
const MOST_READS = BOUNDS.namedReads + BOUNDS.nearReads;

/** Filters other than patient and count would make a search incomplete; questionnaire responses are of one form anyway. */
const queryFor = (type: string, patient: string, questionnaire: string): string => {
  const order = type === 'Observation' ? '&_sort=-date' : '';
  const only = type === ANSWERS ? `&questionnaire=${uriPart(questionnaire)}` : '';
  return `${searchFor(type, uriPart(patient))}${only}${order}&_count=${PAGE_SIZE}`;
};

const alone = (resource: unknown): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: isFhirResource(resource) ? [{ resource }] : [],
});

/** What leads on from a search or a read. An order that is found is not answered, so nothing behind it is read. */
const LEADING: readonly string[] = ['Coverage', 'PractitionerRole', 'Location'];
const BEHIND: readonly string[] = ['Organization', 'Practitioner', 'Location'];

/** Payers of the coverages found, persons, groups and places behind roles and places. None of it is validated yet. */
const behindIn = ({ entry = [] }: Bundle, { nameOf, follows, alone }: ChartReach): readonly string[] => {
  const types: ReadonlySet<string> = alone;
  return entry
    .flatMap(({ resource }) =>
      isFhirResource(resource) && LEADING.includes(resource.resourceType) ? linksOf(resource, follows) : [],
    )
    .flatMap(({ reference }) => nameOf(reference) ?? [])
    .filter((reference) => BEHIND.some((type) => types.has(type) && reference.startsWith(`${type}/`)));
};

/** The reads of one chart: independent, under one deadline; failed ones are reported and leave a gap. */
interface OpenChart {
  search(type: string, patient: string): Promise<readonly FilledPart[]>;
  /** One resource, and what is behind a coverage, a role, a place; read once, however often it is referenced. */
  read(reference: string): Promise<readonly FilledPart[]>;
  /** Types that failed, or of which there was more than is read. */
  readonly unread: ReadonlySet<string>;
  /** Calls made. */
  count(): number;
}

interface ChartSettings {
  readonly reach: ChartReach;
  /** Canonical of the questionnaire whose answers count. */
  readonly questionnaire: string;
}

export const openChart = (servers: FhirServers, call: FhirCall, { reach, questionnaire }: ChartSettings): OpenChart => {
  const unread = new Set<string>();
  const known = new Map<string, Promise<readonly FilledPart[]>>();
  let calls = 0;
  const onRead = (): void => {
    calls += 1;
  };

  const attempt = async (type: string, looksForAll: boolean, ask: () => Promise<Bundle>) => {
    try {
      const part: FilledPart = { type, looksForAll, found: await ask() };
      const behind = await Promise.all(behindIn(part.found, reach).map(read));
      return [part, ...behind.flat()];
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      unread.add(type);
      return [];
    }
  };
  const read: OpenChart['read'] = (reference) => {
    const [type = ''] = reference.split('/');
    if (!known.has(reference) && known.size >= MOST_READS) {
      unread.add(type);
      return Promise.resolve([]);
    }
    const parts =
      known.get(reference) ??
      attempt(type, false, async () => {
        onRead();
        return alone(await servers.call(call, (client) => client.request(reference)));
      });
    known.set(reference, parts);
    return parts;
  };

  return {
    search: (type, patient) => {
      const query = queryFor(type, patient, questionnaire);
      return attempt(type, type !== ANSWERS, () => servers.call(call, (client) => readPages(client, query, onRead)));
    },
    read,
    unread,
    count: () => calls,
  };
};
