import type { Command } from 'commander';

export interface ServiceOption {
  readonly url?: string;
}

export const withService = (command: Command): Command =>
  command.option('--url <url>', 'address of the service (default: the one that runs here)');

export const LOCKED_HELP = `
Where calls need an access token, the ready-made client of the local data gets one; for any other service put it into the
environment variable STRESSPASS_TOKEN.`;
