import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod/mini';

/** One recorded request, by its file (and line). */
export interface RecordedRequest {
  readonly name: string;
  readonly content: unknown;
}

const isExport = (path: string): boolean => path.endsWith('.ndjson');

const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json') || isExport(file))
        .sort()
        .map((file) => join(path, file))
    : [path];

const parse = (name: string, text: string): RecordedRequest => {
  try {
    return { name, content: JSON.parse(text) };
  } catch {
    return { name, content: undefined };
  }
};

/** Every request in a file or a folder: JSON files contain one, `.ndjson` files one per line. */
export const recordedRequests = (path: string): readonly RecordedRequest[] =>
  filesUnder(path).flatMap((file) => {
    const name = relative(path, file) || file;
    const text = readFileSync(file, 'utf8');
    if (!isExport(file)) return [parse(name, text)];
    return text.split('\n').flatMap((line, index) => (line.trim() ? [parse(`${name} line ${index + 1}`, line)] : []));
  });

const wrapped = z.looseObject({ door: z.string(), body: z.unknown() });
const resource = z.looseObject({ resourceType: z.string() });
const bundle = z.looseObject({ entry: z.array(z.looseObject({ resource: z.optional(resource) })) });
const stored = z.looseObject({ created: z.string(), inquiry: z.looseObject({ lines: z.array(z.unknown()) }) });

const ENDPOINTS = { Claim: 'claim', CoverageEligibilityRequest: 'eligibility', ServiceRequest: 'assess' } as const;
type Endpoint = (typeof ENDPOINTS)[keyof typeof ENDPOINTS];

const typesIn = (message: unknown): readonly string[] => {
  const inside = bundle.safeParse(message);
  const found = inside.success ? inside.data.entry.map((entry) => entry.resource) : [message];
  return found.flatMap((one) => resource.safeParse(one).data?.resourceType ?? []);
};

/** The endpoint a request was posted to, else the one for its content: a claim, a request, an order, in this order. */
const endpointOf = (path: string, message: unknown): Endpoint | undefined => {
  const types = typesIn(message);
  const named = Object.entries(ENDPOINTS).find(([type]) => path.includes(`/${type}/`));
  return (named ?? Object.entries(ENDPOINTS).find(([type]) => types.includes(type)))?.[1];
};

/** A message for an endpoint, or a stored answer with its question. */
type Recorded =
  | { readonly is: 'message'; readonly endpoint: Endpoint | undefined; readonly body: string }
  | { readonly is: 'answer'; readonly inquiry: object; readonly receivedAt: string };

export const recordedAs = (content: unknown): Recorded => {
  const answer = stored.safeParse(content);
  if (answer.success) return { is: 'answer', inquiry: answer.data.inquiry, receivedAt: answer.data.created };
  const inside = wrapped.safeParse(content);
  const message = inside.success ? inside.data.body : content;
  const path = inside.success ? inside.data.door : '';
  return { is: 'message', endpoint: endpointOf(path, message), body: JSON.stringify(message) };
};
