import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';
import { LOCKED_HELP, withService } from '../service/options.ts';

export const addClaimCommands = (program: Command): void => {
  const claim = program.command('claim').description('claims, before they are filed');
  withService(withJson(claim.command('check')))
    .description('what a payer would likely object to; ends with 1 where the claim fails as written; nothing is filed')
    .argument('<file>', 'a FHIR Claim, or a Bundle with one, as JSON')
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./check.ts')).checkClaim));
};
