import type { RequestExchange } from '../../../client/index.ts';

interface Node {
  readonly [name: string]: unknown;
}
const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(nodeOf) : []);

const parsed = (text: string | undefined): Node => {
  try {
    return nodeOf(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
};
const resourcesIn = (bundle: Node): readonly Node[] => listOf(bundle.entry).map(({ resource }) => nodeOf(resource));
const kilobytes = (text = ''): string => `${Math.max(1, Math.round(text.length / 1_000))} kB`;

/** Codes of review actions, wherever they stand in the message. */
const actionsIn = (text = ''): readonly string[] => [
  ...new Set([...text.matchAll(/"code":"(A[1-6]|CT|NA|C)"/g)].map(([, code = '']) => code)),
];

/** What the practice sent, in a line. */
export const sentLine = ({ what, sent }: RequestExchange): string => {
  const resources = resourcesIn(parsed(sent));
  const [claim = {}] = resources.filter(({ resourceType }) => resourceType === 'Claim');
  const documents = resources.filter(({ resourceType }) => resourceType === 'DocumentReference').length;
  const lines = listOf(claim.item).length;
  const more = documents ? `, ${documents} documents` : '';
  const operation = what === 'inquire' ? '$inquire' : '$submit';
  return `POST Claim/${operation} (${what}): Bundle of ${resources.length} resources, ${lines} service${lines === 1 ? '' : 's'}${more}, ${kilobytes(sent)}`;
};

/** What came back, in a line. */
export const receivedLine = ({ received, outcome }: RequestExchange): string => {
  const types = resourcesIn(parsed(received)).map(({ resourceType }) => String(resourceType));
  const named = [...new Set(types)].filter((type) => /^(ClaimResponse|CommunicationRequest|Task)$/.test(type));
  const actions = actionsIn(received);
  return `${outcome}: ${named.join(', ') || 'nothing'}${actions.length ? `, review action ${actions.join(', ')}` : ''}, ${kilobytes(received)}`;
};
