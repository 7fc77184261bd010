import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type LocalService, startService } from './service.ts';
import { type LocalSettings, readSettings } from './settings.ts';
import { details, sinceLastStop, welcome } from './welcome.ts';

const USAGE = `npm start -- [--port 3000] [--data-dir .stresspass] [--auth open|required] [--verbose]

Starts the service. Each option can be an environment variable too: PORT, DATA_DIR, AUTH; DYNAMODB_ENDPOINT names another
engine than the embedded one. Port 0 takes a free one; the folder ":memory:" keeps nothing. DEMO_DAY=off leaves the sandbox
without visits; --verbose says where everything is.`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const failure = (error: unknown, settings: LocalSettings | undefined): string => {
  const message = error instanceof Error ? error.message : String(error);
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isPortTaken ? `Port ${settings?.port} is taken. Choose another: npm start -- --port 3001` : message;
};

/** A second signal ends it at once, which loses no data either. */
const stopOnSignal = (service: LocalService): void => {
  let asked = false;
  const stop = async (): Promise<void> => {
    if (asked) process.exit(1);
    asked = true;
    say('Stopping.');
    await service.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

/** Command-line options override the environment. */
const given = (): { readonly verbose: boolean; readonly environment: NodeJS.ProcessEnv } => {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    'data-dir': text,
    auth: text,
    verbose: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    say(USAGE);
    process.exit(0);
  }
  const { port, auth, 'data-dir': dataDir, verbose = false } = values;
  const environment = {
    ...process.env,
    ...(port ? { PORT: port } : {}),
    ...(dataDir ? { DATA_DIR: dataDir } : {}),
    ...(auth ? { AUTH: auth } : {}),
  };
  return { verbose, environment };
};

let settings: LocalSettings | undefined;
try {
  const { verbose, environment } = given();
  settings = readSettings(environment);
  const service = await startService(settings);
  stopOnSignal(service);
  for (const line of sinceLastStop(service)) process.stderr.write(`${line}\n`);
  const demoFolder = relative(process.cwd(), fileURLToPath(new URL('./demo', import.meta.url)));
  if (verbose) say(details(service, settings, demoFolder));
  say(welcome(service));
} catch (error) {
  process.stderr.write(`Stresspass did not start. ${failure(error, settings)}\n`);
  process.exit(1);
}
