/** What to call, before addresses and headers are put to it. */
export interface Call {
  readonly method?: 'GET' | 'POST';
  /** Below the address of the service, with its query. */
  readonly path: string;
  readonly body?: string;
  /** Of the body; FHIR JSON without it. */
  readonly contentType?: string;
  readonly accept?: string;
  /** Something changes: the call carries an Idempotency-Key, the same over all attempts. */
  readonly writes?: true;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly signal?: AbortSignal;
}

/** An answer that succeeded, 304 included. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}

const FHIR = 'application/fhir+json';

/** Headers of every attempt but the token. */
export const headersOf = (
  call: Call,
  parts: { readonly key: string | undefined; readonly tenant: string | undefined; readonly csrf: string | undefined },
): Record<string, string> => ({
  accept: call.accept ?? `${FHIR}, application/json`,
  ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? FHIR }),
  ...(parts.key ? { 'idempotency-key': parts.key } : {}),
  ...(call.ifMatch ? { 'if-match': call.ifMatch } : {}),
  ...(call.ifNoneMatch ? { 'if-none-match': call.ifNoneMatch } : {}),
  ...(parts.tenant ? { 'x-stresspass-tenant': parts.tenant } : {}),
  ...(parts.csrf && call.method === 'POST' ? { 'x-csrf-token': parts.csrf } : {}),
});

export const queryOf = (parts: Readonly<Record<string, string | number | readonly string[] | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    query.append(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
};

/** A page's address as a path below the service, which may answer by another name than it was called by. */
export const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address, 'http://service.invalid');
  return `${pathname}${search}`;
};
