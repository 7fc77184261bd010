import { elementOf, elementsOf, textOf } from '../read/element.ts';
import { resolutionOf } from './resolution.ts';

/** One thing that is wrong with a call. */
export interface Problem {
  /** As FHIR names kinds of issues, or `unreachable`, `timeout`, `cancelled`, `unreadable`. */
  readonly code: string;
  readonly message: string;
  /** FHIRPath of the element, or `http.<name>` of a header or parameter. */
  readonly element?: string;
}

interface ErrorParts {
  /** 0 where no answer came. */
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly retryAfterMs?: number;
  readonly correlationId?: string;
  /** Where to sign in. */
  readonly signIn?: string;
}

/** A call that did not succeed: what is wrong, where, and what to do about it. */
export class StresspassError extends Error {
  override readonly name = 'StresspassError';
  readonly status: number;
  readonly code: string;
  readonly element?: string;
  /** What to do. */
  readonly resolution: string;
  readonly problems: readonly Problem[];
  readonly retryAfterMs?: number;
  readonly correlationId?: string;
  readonly signIn?: string;

  constructor({ status, problems, retryAfterMs, correlationId, signIn }: ErrorParts) {
    const [first = { code: 'exception', message: `The service answers ${status}.` }] = problems;
    super(first.message);
    this.status = status;
    this.code = first.code;
    this.problems = problems;
    this.resolution = resolutionOf(first.code, status);
    if (first.element !== undefined) this.element = first.element;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
    if (correlationId !== undefined) this.correlationId = correlationId;
    if (signIn !== undefined) this.signIn = signIn;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The problems an OperationOutcome tells. */
export const problemsIn = (text: string): readonly Problem[] =>
  elementsOf(elementOf(parsed(text)).issue).map((issue) => {
    const element = (Array.isArray(issue.expression) ? issue.expression : []).map(textOf).filter(Boolean).join(', ');
    return {
      code: textOf(issue.code) || 'exception',
      message: textOf(elementOf(issue.details).text) || textOf(issue.diagnostics) || 'The service gave no reason.',
      ...(element ? { element } : {}),
    };
  });

export const signInOf = (text: string): string | undefined => textOf(elementOf(parsed(text)).signIn) || undefined;
