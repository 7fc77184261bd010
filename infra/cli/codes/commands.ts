import type { Command } from 'commander';
import { KINDS } from '../codes-import/kinds.ts';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

export const addCodesCommands = (program: Command): void => {
  const codes = program.command('codes').description('code tables: dated data from public files');
  withJson(codes.command('status'))
    .description('which code tables hold on a day, and until when; ends with 1 where one does not hold')
    .option('--date <day>', 'YYYY-MM-DD (default: today)')
    .action(lazily(async () => (await import('./status.ts')).showStatus));
  codes
    .command('import')
    .description('takes a public file you downloaded into our dated code tables, and says what that changes')
    .argument('<kind>', `what the file is: ${KINDS.join(', ')}`)
    .argument('<files...>', 'the file, or several parts of it')
    .option('--from <day>', 'first day its content holds, YYYY-MM-DD, where the file does not tell')
    .option('--to <day>', 'last day its content holds, YYYY-MM-DD')
    .option('--extract', 'the file is part of the published one: what it lacks stays as it is held')
    .option('--copy', 'the file is a copy by somebody else: what it adds is secondary, and warns only')
    .option('--dry-run', 'only say what would change')
    .action(lazily(async () => (await import('./import.ts')).importFiles));
};
