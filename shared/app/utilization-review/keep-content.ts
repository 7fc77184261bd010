import { isObject } from '../../core/model/is-object.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';

/** Where the bytes of a stored document are: its digest. */
const STORED = 'urn:sha256:';

type Found = ReadonlyMap<string, string>;

/** The message without the bytes in it, which are gathered by digest; recursion is safe, the depth was checked. */
const withoutBytes = (value: unknown, found: Map<string, string>, digestOf: (text: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutBytes(one, found, digestOf));
  if (!isObject(value)) return value;
  const { data, ...rest } = value;
  const holdsBytes = typeof data === 'string' && typeof value.contentType === 'string';
  const kept = Object.fromEntries(
    Object.entries(holdsBytes ? rest : value).map(([name, inner]) => [name, withoutBytes(inner, found, digestOf)]),
  );
  if (!holdsBytes) return kept;
  const name = digestOf(data);
  found.set(name, data);
  return { ...kept, url: `${STORED}${name}` };
};

/** A message as it is kept: its text for the table, its bytes for the document store. */
export const keepContent = (
  message: unknown,
  { digest }: Pick<Ports, 'digest'>,
): { readonly text: string; readonly documents: Found } => {
  const documents = new Map<string, string>();
  return { text: JSON.stringify(withoutBytes(message, documents, digest.of)), documents };
};

export const putDocuments = async (
  tenant: TenantId,
  documents: Found,
  { documents: store }: Pick<Ports, 'documents'>,
) => {
  for (const [name, base64] of documents) await store.put(tenant, name, base64);
};
