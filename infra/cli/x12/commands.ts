import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

export const addX12Command = (program: Command): void => {
  withJson(program.command('x12'))
    .description(
      'reads X12 (270, 271, 278, 999, TA1) and says in words what it holds and what is wrong with it; sends nothing',
    )
    .argument('[file]', 'a file of X12; without one it is read from standard input')
    .addHelpText(
      'after',
      `
Ends with 1 where the text cannot be read, or breaks our table of loops and segments: made from public companion guides, it is
not the licensed guide. Names, birth dates and numbers of persons are not printed. Two million characters at most.`,
    )
    .action(lazily(async () => (await import('./describe-file.ts')).describeFile));
};
