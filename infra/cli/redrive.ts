import { parseArgs } from 'node:util';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { readSettings } from '../local/settings.ts';
import { withContainer } from '../local/with-container.ts';
import { listLetters, redriveLetters } from './admin/letters.ts';
import { redriveUndelivered } from './admin/undelivered.ts';

const USAGE = `npm run redrive                      lists what was given up: no patient data, only names
npm run redrive -- --id <id> ...     has these worked on again
npm run redrive -- --all             has all of them worked on again
npm run redrive -- --undelivered     takes in events that no function could take

Works on the data of the service that runs here, or where TABLE_NAME is set on the deployment that the environment names:
TABLE_NAME, QUEUE_URL, DEAD_LETTER_URL, HASH_SECRET as the functions have them, UNDELIVERED_URL for --undelivered.`;

const { values } = parseArgs({
  options: {
    list: { type: 'boolean' },
    id: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean' },
    undelivered: { type: 'boolean' },
  },
});

const isDeployed = Boolean(process.env.TABLE_NAME);

const work = async (opened: OpenedContainer): Promise<readonly string[]> => {
  const isList = !values.all && !values.undelivered && values.id.length === 0;
  if (!isList && !isDeployed && !opened.config.AWS_EVENTS_ENDPOINT)
    throw new Error('No service runs here that could work on it. Start one with npm start.');
  if (values.undelivered) return redriveUndelivered(opened, process.env.UNDELIVERED_URL);
  return isList ? listLetters(opened) : redriveLetters(opened, values.all ? 'all' : values.id);
};

try {
  const lines = await (isDeployed ? work(container()) : withContainer(readSettings(process.env), work));
  for (const line of lines) console.log(line);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exit(1);
}
