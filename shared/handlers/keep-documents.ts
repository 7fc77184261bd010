import type { TenantId } from '../core/model/keys/tenant-id.ts';
import type { GivenParts } from '../core/submission/make-content.ts';
import type { GivenDocument } from '../fhir/read/read-given-parts.ts';
import type { Container } from './container.ts';

/** Puts the bytes of documents where they are kept, and names them by their digests. */
export const keepDocuments = async (
  tenant: TenantId,
  documents: readonly GivenDocument[],
  { ports }: Pick<Container, 'ports'>,
): Promise<Pick<GivenParts, 'documents'>> => {
  const kept = documents.map(({ document, base64 }) => ({ ...document, base64, digest: ports.digest.of(base64) }));
  for (const { digest, base64 } of kept) await ports.documents.put(tenant, digest, base64);
  return kept.length ? { documents: kept.map(({ base64: _bytes, ...document }) => document) } : {};
};
