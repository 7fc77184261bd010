import type { DocumentStore } from '../../app/ports/documents.ts';

/** Documents of a process that stores nothing. */
export const makeMemoryDocuments = (): DocumentStore => {
  const kept = new Map<string, string>();
  return {
    put: async (tenant, name, base64) => void kept.set(`${tenant} ${name}`, base64),
    get: async (tenant, name) => kept.get(`${tenant} ${name}`),
  };
};
