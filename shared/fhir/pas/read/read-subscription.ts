import type { Extension, Subscription } from 'fhir/r4';
import type { GivenSubscription } from '../../../core/authorization/review-subscription.ts';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { isFhirResource } from '../../read/message/entry.ts';
import { BACKPORT, type PasVersion, TOPIC } from '../names.ts';

/** The text of the guide, its topic and its example spell the filter in three ways. */
const FILTER = /^(?:[A-Za-z]+\?)?(?:org-identifier|orgIdentifier|identifier)=(\S{1,500})$/;
const HEADER = /^([A-Za-z0-9-]{1,64}):([\x20-\x7e\x80-\xff]{0,2000})$/;
/** Headers of the call itself. */
const OURS: ReadonlySet<string> = new Set([
  ...['host', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'te', 'upgrade', 'trailer'],
  ...['expect', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'cookie'],
]);
const MOST_HEADERS = 20;
/** A heartbeat more often than this would say nothing more. */
const SHORTEST_HEARTBEAT = 60;
const JSON_TYPES: readonly (string | undefined)[] = ['application/fhir+json', 'application/json', undefined];

interface Extended {
  readonly extension?: readonly Extension[] | undefined;
}
const backport = ({ extension = [] }: Extended, name: string): readonly Extension[] =>
  extension.filter(({ url }) => url === `${BACKPORT}/backport-${name}`);

const filtersOf = ({ _criteria = {} }: Subscription): readonly string[] =>
  backport(_criteria, 'filter-criteria').flatMap(({ valueString }) => valueString ?? []);

/** `system|id` names the id. */
const sendersIn = (filter: string): readonly string[] =>
  (FILTER.exec(filter)?.[1] ?? '')
    .split(',')
    .map((one) => one.slice(one.lastIndexOf('|') + 1))
    .filter(Boolean);

const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && !username && !password;
};

const isHeader = (text: string): boolean => {
  const [, name = ''] = HEADER.exec(text) ?? [];
  return name !== '' && !OURS.has(name.toLowerCase());
};

const CONTENTS: Readonly<Record<PasVersion, readonly (string | undefined)[]>> = {
  '2.2.1': ['full-resource'],
  '2.0.1': ['id-only', 'full-resource'],
};

const says = (says_: string, name: string): Problem => ({
  code: 'value',
  says: says_,
  expression: `Subscription.${name}`,
});

const channelProblems = (
  { type, endpoint = '', payload, header = [] }: Subscription['channel'],
  content: string | undefined,
  version: PasVersion,
): readonly Problem[] => [
  ...(type === 'rest-hook' ? [] : [says('The channel must be rest-hook.', 'channel.type')]),
  ...(isAddress(endpoint) ? [] : [says('Must be an address of http or https.', 'channel.endpoint')]),
  ...(JSON_TYPES.includes(payload) ? [] : [says('The payload must be application/fhir+json.', 'channel.payload')]),
  ...(CONTENTS[version].includes(content)
    ? []
    : [says(`The payload content must be ${CONTENTS[version].join(' or ')}.`, 'channel.payload.extension')]),
  ...(header.length <= MOST_HEADERS ? [] : [says(`May have ${MOST_HEADERS} headers.`, 'channel.header')]),
  ...header.flatMap((one, index) =>
    isHeader(one)
      ? []
      : [says('Must be a name and a value, of no header of the call itself.', `channel.header[${index}]`)],
  ),
];

/** Reads what a client subscribes to; all problems at once. */
export const readSubscription = (value: unknown, version: PasVersion): Result<GivenSubscription> => {
  if (!isFhirResource(value) || value.resourceType !== 'Subscription')
    return refused({ code: 'structure', says: 'Send a Subscription.', expression: 'Subscription' });
  const { criteria, status, channel, end } = value;
  const filters = filtersOf(value);
  const senders = [...new Set(filters.flatMap(sendersIn))];
  const [contentExtension] = backport(channel._payload ?? {}, 'payload-content');
  const content = contentExtension?.valueCode;
  const [heartbeat] = backport(channel, 'heartbeat-period');
  const seconds = heartbeat?.valueUnsignedInt;
  const problems: readonly Problem[] = [
    ...(criteria.split('|')[0] === TOPIC ? [] : [says(`The criteria must be ${TOPIC}.`, 'criteria')]),
    ...(filters.length && filters.every((one) => FILTER.test(one)) && senders.length
      ? []
      : [says('Must filter by org-identifier=, the id of the sending system.', 'criteria.extension')]),
    ...(Math.max(senders.length, filters.length) <= BOUNDS.subscriptionFilters
      ? []
      : [says(`May have ${BOUNDS.subscriptionFilters} filters and senders.`, 'criteria.extension')]),
    ...(status === 'error' ? [says('Ask with requested, or end it with off.', 'status')] : []),
    ...channelProblems(channel, content, version),
  ];
  if (problems.length) return refused(...problems);
  return ok({
    senders,
    filters,
    endpoint: channel.endpoint ?? '',
    headers: channel.header ?? [],
    content: content === 'id-only' ? 'id-only' : 'full-resource',
    ...(seconds ? { heartbeatSeconds: Math.max(seconds, SHORTEST_HEARTBEAT) } : {}),
    ...(end ? { end: new Date(end).toISOString() } : {}),
    isOff: status === 'off',
  });
};
