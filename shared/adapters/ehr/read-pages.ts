import type { Bundle, BundleEntry } from 'fhir/r4';
import type { Client } from 'fhir-kit-client';
import { isObject } from '../../core/model/is-object.ts';
import { ServerFailure } from '../outbound/server-failure.ts';

/** Five hundred per type; a larger result counts as incomplete. */
const MOST_PAGES = 5;
export const PAGE_SIZE = 100;

const isLink = (value: unknown): boolean => isObject(value) && typeof value.url === 'string';

/** Checks only what is used of the Bundle here; entries are validated one by one, later. */
const isBundle = (value: unknown): value is Bundle =>
  isObject(value) &&
  value.resourceType === 'Bundle' &&
  (value.entry === undefined || (Array.isArray(value.entry) && value.entry.every(isObject))) &&
  (value.link === undefined || (Array.isArray(value.link) && value.link.every(isLink))) &&
  (value.total === undefined || typeof value.total === 'number');

const nextOf = ({ link = [] }: Bundle): string | undefined => link.find(({ relation }) => relation === 'next')?.url;

/** A `next` link is an arbitrary URL: another server must not receive our token. */
const sameServer = (address: string, base: string): boolean =>
  URL.canParse(address, `${base}/`) && new URL(address, `${base}/`).origin === new URL(base).origin;

/**
 * A search with all its pages as one searchset: the self link and total of the first page, and a `next` link where pages
 * remain. `onRead` is called for every request.
 * @throws ServerFailure
 */
export const readPages = async (client: Client, query: string, onRead: () => void): Promise<Bundle> => {
  const entry: BundleEntry[] = [];
  let address: string | undefined = query;
  let first: Bundle | undefined;
  for (let page = 0; address !== undefined && page < MOST_PAGES; page++) {
    onRead();
    const found: unknown = await client.request(address);
    if (!isBundle(found)) throw new ServerFailure('unreadable');
    first ??= found;
    entry.push(...(found.entry ?? []));
    address = nextOf(found);
    if (address !== undefined && !sameServer(address, client.baseUrl)) throw new ServerFailure('not-allowed');
  }
  const self = first?.link?.find(({ relation }) => relation === 'self')?.url ?? `${client.baseUrl}/${query}`;
  const left = address === undefined ? [] : [{ relation: 'next', url: address }];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(first?.total === undefined ? {} : { total: first.total }),
    link: [{ relation: 'self', url: self }, ...left],
    entry,
  };
};
