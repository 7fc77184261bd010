import { MARKS } from '../support/endpoint-messages.ts';
import { validateR4 } from '../support/validators.ts';
import type { RawAnswer } from './fuzz-harness.ts';

const CODES = new Set(
  (
    'invalid structure required value invariant security login unknown expired forbidden suppressed processing ' +
    'not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly ' +
    'business-rule conflict transient lock-error no-store exception timeout incomplete throttled informational'
  ).split(' '),
);

// biome-ignore lint/suspicious/noExplicitAny: it is what is being judged
type Json = any;

const isOutcome = (body: Json): boolean =>
  body?.resourceType === 'OperationOutcome' &&
  body.issue?.length > 0 &&
  body.issue.every(
    ({ severity, code, details, expression = [] }: Json) =>
      severity === 'error' && CODES.has(code) && details?.text && expression.every((path: unknown) => path),
  );
/** Doors that refuse in OAuth's words, as `docs/security.md` says. */
const OAUTH_DOORS: ReadonlySet<string> = new Set(['token', 'login', 'callback']);
const isOAuthError = (body: Json): boolean =>
  /^[a-z_]+$/.test(body?.error) && (body.error_description === undefined || typeof body.error_description === 'string');

const parse = (text: string): Json => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One validator takes the last part but one of any address for the type of a resource; what is no resource has none. */
const isAddress = (problem: string): boolean =>
  /Invalid type for reference/.test(problem) && !/\/[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}"/.test(problem);

/** What is wrong with an answer, whatever was asked. `isWhole` looks at all of a good one too, which takes long. */
export const judge = (door: string, { status, type, text }: RawAnswer, isWhole: boolean): readonly string[] => {
  if (status >= 500) return [`${status} ${text.slice(0, 200)}`];
  const isJson = /\bjson\b/.test(type);
  const body = isJson ? parse(text) : undefined;
  if (isJson && body === undefined) return [`${status}: the answer is no JSON`];
  if (status >= 400) {
    const marks = MARKS.filter((mark) => text.includes(mark));
    const isShaped = isOutcome(body) || (OAUTH_DOORS.has(door) && isOAuthError(body));
    return [
      ...(isShaped ? [] : [`${status}: no OperationOutcome: ${text.slice(0, 200)}`]),
      ...marks.map((mark) => `${status}: the refusal repeats ${mark}: ${text.slice(0, 300)}`),
      ...(isShaped && isWhole && isOutcome(body) ? validateR4(body) : []),
    ];
  }
  if (!isWhole || !/fhir\+json/.test(type)) return [];
  return validateR4(body)
    .filter((problem) => !isAddress(problem))
    .map((problem) => `${status}: ${problem}`);
};

/** Lines of the log that must not be there. */
export const judgeLog = (lines: readonly string[]): readonly string[] =>
  lines
    .filter((line) => MARKS.some((mark) => line.includes(mark)) || /"event":"(door|message)-failed"/.test(line))
    .map((line) => `log: ${line.slice(0, 300)}`);
