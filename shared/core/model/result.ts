/** A Problem is one thing wrong with a message, named by the element that carries it. */
export interface Problem {
  /** Code of the FHIR issue-type code system: `structure`, `required`, `value`, `not-found`, `conflict` … */
  readonly code: ProblemCode;
  /** One sentence a developer can act on; never holds a name, date of birth or member number. */
  readonly says: string;
  /** FHIRPath of the element, e.g. `CoverageEligibilityRequest.item[0].quantity`. */
  readonly expression?: string;
}

export type ProblemCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'invalid'
  | 'login'
  | 'forbidden'
  | 'not-found'
  | 'multiple-matches'
  | 'not-supported'
  | 'too-long'
  | 'conflict'
  | 'duplicate'
  | 'throttled'
  | 'transient'
  | 'exception';

/** Expected failures travel as values; exceptions are for bugs. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });
