import type { Extension, Identifier, ServiceRequest } from 'fhir/r4';
import { IDENTIFIER_TYPE } from '../../codes/systems.ts';
import { compact } from '../../core/model/compact.ts';
import type { OrderIdentity } from '../../core/model/message/inquiry.ts';
import { utcInstant } from './lines/read-dates.ts';
import type { Entry } from './message/entry.ts';
import type { Reading } from './reading.ts';

type Named = OrderIdentity['placerIds'][number];

const named = ({ system, value }: Identifier): readonly Named[] =>
  value ? [{ ...(system ? { system } : {}), value }] : [];

const typeOf = ({ type }: Identifier): string | undefined =>
  type?.coding?.find(({ system }) => system === undefined || system === IDENTIFIER_TYPE)?.code;

/** Placer order numbers: identifiers typed PLAC, else those without a type. */
const placerIdsOf = ({ identifier = [] }: ServiceRequest): readonly Named[] => {
  const placed = identifier.filter((one) => typeOf(one) === 'PLAC');
  return (placed.length ? placed : identifier.filter((one) => typeOf(one) === undefined)).flatMap(named);
};

/** Extensions we write ourselves, excluded from the digest: an order that returns with them is unchanged. */
const isWrittenBack = ({ url }: Extension, { canonicals }: Reading): boolean =>
  url === canonicals.coverageInformation || url.startsWith(`${canonicals.base}/`);

const MOST_ASSERTIONS = 10;

/** Ids of the coverage assertions it carries: what was said about it before it was placed. */
const assertionsOf = ({ extension = [] }: ServiceRequest, { canonicals }: Reading): readonly string[] | undefined => {
  const ids = extension
    .filter(({ url }) => url === canonicals.coverageInformation)
    .flatMap((statement) => statement.extension ?? [])
    .flatMap(({ url, valueString }) => (url === 'coverage-assertion-id' && valueString ? [valueString] : []));
  return ids.length ? [...new Set(ids)].slice(0, MOST_ASSERTIONS) : undefined;
};

const digestOf = ({ meta: _meta, text: _text, extension, ...rest }: ServiceRequest, reading: Reading): string => {
  const kept = extension?.filter((one) => !isWrittenBack(one, reading)) ?? [];
  return reading.digest(kept.length ? { ...rest, extension: kept } : rest);
};

const KEY_LENGTH = 40;
const REST_ADDRESS = /^https?:\/\/.*\/ServiceRequest\/([A-Za-z0-9\-.]{1,64})$/;

/**
 * The id its EHR gave the order; without one, a key made from its placer identifier, else from its content. A contained
 * id is valid only inside its message.
 */
const keyOf = ({ resource, fullUrl, container }: Entry<ServiceRequest>, digest: string, reading: Reading): string => {
  const id = container ? undefined : (resource.id ?? REST_ADDRESS.exec(fullUrl ?? '')?.[1]);
  const [placer] = placerIdsOf(resource);
  return id ?? (placer ? reading.digest(['placer', placer.system ?? '', placer.value]) : digest).slice(0, KEY_LENGTH);
};

/** What identifies an order and its version. */
export const readOrder = (order: Entry<ServiceRequest>, reading: Reading): OrderIdentity => {
  const { resource } = order;
  const digest = digestOf(resource, reading);
  return compact({
    id: keyOf(order, digest, reading),
    placerIds: placerIdsOf(resource),
    requisition: resource.requisition ? named(resource.requisition)[0] : undefined,
    assertions: assertionsOf(resource, reading),
    version: resource.meta?.versionId,
    lastUpdated: utcInstant(resource.meta?.lastUpdated),
    status: resource.status ?? 'unknown',
    intent: resource.intent ?? 'order',
    digest,
    content: JSON.stringify(resource),
  });
};
