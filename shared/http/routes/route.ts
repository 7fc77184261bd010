/** One endpoint. Read by the CDK construct, the local server, the handlers and the CapabilityStatement. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway notation: `{id}` is one segment. */
  readonly path: string;
  /** Folder under `functions/`. */
  readonly function: 'audit' | 'auth' | 'fhir-api' | 'order-events' | 'cds-hooks' | 'rule-packs' | 'pas';
  /** File under that folder. */
  readonly handler: string;
  readonly dialect: 'fhir' | 'plain';
  /** Resource type the path names. */
  readonly resource?: string;
  /**
   * What proves the caller: `none`, a hook's own JWT (`cds-hooks`), the secret of the source in the path (`source-secret`), a
   * client's assertion (`client-assertion`), what a person brings back from signing in (`sign-in`), the cookie of their session
   * (`session`), else a token or a session with this SMART-style scope.
   */
  readonly scope: string;
  /** What it asks of a signed-in person, where that is another right than a system's; absent: `scope` with `user/`. */
  readonly userScope?: string;
  readonly table: 'none' | 'read' | 'write';
  /** Discloses nothing about any patient, so it is not audited. */
  readonly unaudited?: true;
  /** The body is optional. */
  readonly emptyBody?: true;
  /** The body is a form. */
  readonly form?: true;
  /** The body may carry documents. */
  readonly documents?: true;
  /** A list may also be sent and received as `text/csv`. */
  readonly csv?: true;
  /** Its entry in the CapabilityStatement; an operation without a resource is system-wide. */
  readonly capability?:
    | { readonly resource?: string; readonly operation: string; readonly definition: string }
    | {
        readonly resource: string;
        readonly interaction: 'read' | 'search-type' | 'create' | 'update' | 'delete';
        readonly params?: readonly string[];
      };
}
