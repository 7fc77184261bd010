import type { OpenedContainer } from '../../../shared/lambda/open-container.ts';
import { inContainer, isDeployed } from '../in-container.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';
import { listLetters, redriveLetters } from './letters.ts';
import { redriveUndelivered } from './undelivered.ts';

interface Options extends JsonOption {
  readonly list?: boolean;
  readonly id?: readonly string[];
  readonly all?: boolean;
  readonly undelivered?: boolean;
}

type Done = { readonly value: unknown; readonly lines: readonly string[] };

const work = async ({ id, all, undelivered }: Options, opened: OpenedContainer, deployed: boolean): Promise<Done> => {
  const isList = !all && !undelivered && !id;
  if (!isList && !deployed && !opened.config.AWS_EVENTS_ENDPOINT)
    throw new Refusal('No service runs here that could work on it. Start one with npm start.');
  if (undelivered) return redriveUndelivered(opened, process.env.UNDELIVERED_URL);
  return isList ? listLetters(opened) : redriveLetters(opened, all ? 'all' : (id ?? []));
};

export const redriveGivenUp = async (options: Options): Promise<ExitCode> => {
  const ways = [options.id, options.all, options.undelivered, options.list].filter(Boolean);
  if (ways.length > 1) throw wrongUsage('Give one of --list, --id, --all and --undelivered.');
  // Asked before the local data is opened: that names a table too.
  const deployed = isDeployed();
  await inContainer(async (opened) => {
    const { value, lines } = await work(options, opened, deployed);
    print(options, value, lines);
  });
  return 0;
};
