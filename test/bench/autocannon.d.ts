/** What of autocannon the bench uses; it ships no types. */
declare module 'autocannon' {
  interface Request {
    readonly method: 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: Request) => Request;
  }
  interface Result {
    readonly requests: { readonly total: number };
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: { readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
  }
  /** How long: a number of requests, or of seconds. */
  type Length = { readonly amount: number } | { readonly duration: number };
  // biome-ignore lint/style/noDefaultExport: it is a CommonJS package
  export default function autocannon(
    options: Length & {
      readonly url: string;
      readonly connections: number;
      /** Requests a second, of all connections together; as fast as it goes where it is left out. */
      readonly overallRate?: number;
      readonly requests: readonly Request[];
      /** Milliseconds between samples; a run ends with one. */
      readonly sampleInt?: number;
    },
  ): Promise<Result>;
}
