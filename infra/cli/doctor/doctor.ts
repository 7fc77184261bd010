import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { readSettings } from '../../local/settings.ts';
import { findRunning } from '../../local/storage/running.ts';
import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { isDay, today } from '../today.ts';
import { checkRuleDates, checkTables } from './check-age.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkChannels } from './check-channels.ts';
import { checkFolder, checkTable } from './check-data.ts';
import { checkPacks } from './check-packs.ts';
import { checkPort } from './check-port.ts';
import type { CheckUp } from './check-up.ts';

const MARKS: Readonly<Record<CheckUp['is'], string>> = { ok: 'ok', note: 'NOTE', problem: 'PROBLEM' };

/** A version that is too old never gets here: the bin script refuses it. */
const node = (): CheckUp => ({ what: 'Node', is: 'ok', says: process.versions.node });

export const doctor = async (options: JsonOption & { readonly date?: string }): Promise<ExitCode> => {
  const date = options.date ?? today();
  if (!isDay(date)) throw wrongUsage(`--date is "${date}"; a day YYYY-MM-DD is needed.`);
  const settings = readSettings(process.env);
  const running = await findRunning(settings.dataDir);
  const checks = [
    node(),
    await checkPort(settings.port, running?.url),
    await checkFolder(settings),
    await checkTable(settings, running?.url),
    ...checkTables(date),
    checkRuleDates(date),
    checkChannels(loadCodebook(), date),
    ...(await checkPacks(settings, running?.url)),
    ...(await checkCertificates(settings, running?.url, date)),
  ];
  print(options, checks, align(checks.map(({ what, is, says }) => [MARKS[is], what, says])));
  return checks.some(({ is }) => is === 'problem') ? 1 : 0;
};
