import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalService, startService } from './service.ts';
import { type LocalSettings, readSettings } from './settings.ts';
import { welcome } from './welcome.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const failure = (error: unknown, settings: LocalSettings | undefined): string => {
  const message = error instanceof Error ? error.message : String(error);
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isPortTaken ? `Port ${settings?.port} is taken. Choose another: PORT=3001 npm start` : message;
};

/** Asked twice it ends at once, which loses nothing either. */
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

let settings: LocalSettings | undefined;
try {
  settings = readSettings(process.env);
  const service = await startService(settings);
  stopOnSignal(service);
  say(welcome(service, settings, relative(process.cwd(), fileURLToPath(new URL('./demo', import.meta.url)))));
} catch (error) {
  process.stderr.write(`Stresspass did not start. ${failure(error, settings)}\n`);
  process.exit(1);
}
