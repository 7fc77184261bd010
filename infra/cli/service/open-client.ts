import { type Client, createClient, StresspassError } from '../../../client/index.ts';
import { Refusal } from '../refusal.ts';
import { localToken } from './call-service.ts';
import { findService } from './find-service.ts';

/** Variable with an access token, for a service whose client keys are not available here. */
const TOKEN = 'STRESSPASS_TOKEN';
/** On an open service on this machine: another tenant than its own. */
const TENANT = 'STRESSPASS_TENANT';
const LOCKED = `It wants an access token: put one into the environment variable ${TOKEN}.`;

/** A person waits at the terminal: what does not answer twice is told. */
const ATTEMPTS = 2;

const refusalOf = (error: StresspassError, url: string): Refusal => {
  const { status, code, message, problems } = error;
  if (code === 'unreachable') return new Refusal(`No service answers at ${url}. Start one with npm start.`);
  if (status === 0) return new Refusal(message);
  const lines = problems.map((problem) => [problem.element, problem.message].filter(Boolean).join(': '));
  return new Refusal([`The service answers ${status}.`, ...(status === 401 ? [LOCKED] : lines)].join('\n'));
};

/**
 * Has work done by a client of a running service: the given one, or the one that runs here, with a token where it wants one.
 * @returns what came of it, the answers as they were served, and the last of them
 * @throws Refusal with the service's message
 */
export const withClient = async <T>(
  given: string | undefined,
  work: (client: Client) => Promise<T>,
): Promise<{ readonly found: T; readonly json: unknown; readonly answers: readonly unknown[] }> => {
  const url = await findService(given);
  const tenant = process.env[TENANT];
  const served: string[] = [];
  const client = createClient({
    url,
    attempts: ATTEMPTS,
    ...(tenant ? { tenant } : {}),
    token: (refused) => process.env[TOKEN] ?? (refused ? localToken(url) : undefined),
    observe: ({ response, status }) => {
      if (status >= 200 && status < 300) served.push(response);
    },
  });
  try {
    const found = await work(client);
    const answers: readonly unknown[] = served.map((text) => JSON.parse(text));
    return { found, json: answers.at(-1), answers };
  } catch (error) {
    throw error instanceof StresspassError ? refusalOf(error, url) : error;
  }
};
