/** One endpoint. Read by the CDK construct, the local server, the handlers and the CapabilityStatement. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway notation: `{id}` is one segment. */
  readonly path: string;
  /** Folder under `functions/`. */
  readonly function: 'audit' | 'auth' | 'fhir-api' | 'order-events' | 'cds-hooks';
  /** File under that folder. */
  readonly handler: string;
  readonly dialect: 'fhir' | 'plain';
  /** Resource type the path names. */
  readonly resource?: string;
  /** SMART-style scope a token must carry. */
  readonly scope: string;
  readonly table: 'none' | 'read' | 'write';
  /** Says nothing of any patient, so no audit entry tells of it. */
  readonly unaudited?: true;
  /** A body may be left out. */
  readonly emptyBody?: true;
  /** The body is a form. */
  readonly form?: true;
  /** A list may come and go as `text/csv` too. */
  readonly csv?: true;
  /** What the CapabilityStatement says of it; an operation without a resource is one of the whole system. */
  readonly capability?:
    | { readonly resource?: string; readonly operation: string; readonly definition: string }
    | { readonly resource: string; readonly interaction: 'read' | 'search-type'; readonly params?: readonly string[] };
}
