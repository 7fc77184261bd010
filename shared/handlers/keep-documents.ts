import type { TenantId } from '../core/model/keys/tenant-id.ts';
import type { GivenParts } from '../core/submission/make-content.ts';
import type { GivenDocument } from '../fhir/read/read-given-parts.ts';
import type { Container } from './container.ts';

/** Documents as a request names them, by their digests, and what puts their bytes where they are kept: nothing is kept for a call that is refused. */
export const namedDocuments = (
  tenant: TenantId,
  documents: readonly GivenDocument[],
  { ports }: Pick<Container, 'ports'>,
): { readonly named: Pick<GivenParts, 'documents'>; readonly keep: () => Promise<void> } => {
  const named = documents.map(({ document, base64 }) => ({ ...document, digest: ports.digest.of(base64) }));
  return {
    named: named.length ? { documents: named } : {},
    keep: async () => {
      for (const [at, { digest }] of named.entries())
        await ports.documents.put(tenant, digest, documents[at]?.base64 ?? '');
    },
  };
};
