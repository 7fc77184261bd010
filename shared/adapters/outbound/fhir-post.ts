import type { FhirServer } from '../../app/ports/source.ts';
import type { Send } from './send-with.ts';
import { failedAs, failureKind, readableText } from './server-failure.ts';

export interface FhirPost {
  /** Below the base, without a slash before it. */
  readonly path: string;
  /** The resource as JSON text: sent as it is. */
  readonly body: string;
  /** More of an answer is not read. */
  readonly mostBytes: number;
}

/** An answer as it came over the wire. */
export interface FhirReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const FHIR_JSON = 'application/fhir+json';

const NOT_AUTHENTICATED = 401;

/** One try; any answer of a server that is well and knows us is returned. @throws ServerFailure */
export const postOnce = async (
  { server, signal }: { readonly server: Pick<FhirServer, 'base'>; readonly signal: AbortSignal },
  send: Send,
  what: FhirPost,
  token: string | undefined,
): Promise<FhirReply> => {
  const response = await send(`${server.base}/${what.path}`, {
    method: 'POST',
    redirect: 'manual',
    signal,
    headers: {
      accept: FHIR_JSON,
      'content-type': FHIR_JSON,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: what.body,
  });
  const { status, headers } = response;
  if (status === NOT_AUTHENTICATED || failureKind(status) === 'failing') {
    await response.body?.cancel();
    throw failedAs(response, Date.now());
  }
  return { status, headers, text: await readableText(response, what.mostBytes) };
};
