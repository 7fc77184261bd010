import { Command } from 'commander';
import { addAdminCommands } from './admin/commands.ts';
import { addAskCommand } from './ask/commands.ts';
import { addClaimCommands } from './claim/commands.ts';
import { addCodesCommands } from './codes/commands.ts';
import { addEventsCommands } from './events/commands.ts';
import { addFalsifyCommand } from './falsify/commands.ts';
import { lazily } from './lazily.ts';
import { addOrderCommands } from './order/commands.ts';
import { withJson } from './print.ts';
import { addRulesCommands } from './rules/commands.ts';
import { addSandboxCommands } from './sandbox/commands.ts';
import { addWebhooksCommands } from './webhooks/commands.ts';
import { addWorklistCommand } from './worklist/commands.ts';
import { addX12Command } from './x12/commands.ts';

const EXIT_CODES = `
Exit codes: 0 done; 1 the answer is no, something was found, or it could not be done; 2 wrong usage; 3 replay met another
engine, other code tables or other rules.`;

const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description('plays one order from the EHR to the booking, and tells the story; needs no running service')
    .option('--url <url>', 'through a service that runs instead of one of its own')
    .action(lazily(async () => (await import('../local/demo.ts')).playDemo));
};

const addDoctor = (program: Command): void => {
  withJson(program.command('doctor'))
    .description(
      'looks at Node, port, data folder, table, rule packs, and how old code tables and rules are; ends with 1 on a problem',
    )
    .option('--date <day>', 'the day the age of tables and rules is judged on, YYYY-MM-DD (default: today)')
    .action(lazily(async () => (await import('./doctor/doctor.ts')).doctor));
};

const addReplay = (program: Command): void => {
  withJson(program.command('replay'))
    .description(
      'works an answer out again from the stored question: the same bytes (0), a defect (1), another engine (3)',
    )
    .argument('<id>', 'id of a CoverageEligibilityResponse, or of an assertion made in a hook')
    .option('--tenant <tenant>', 'whose answer it is (default: DEFAULT_TENANT, else demo)')
    .addHelpText(
      'after',
      `
By another engine, other code tables or other rules both answers are shown, and where they differ. Works on the local
data, or where TABLE_NAME is set on the deployment that the environment names.`,
    )
    .action(lazily(async () => (await import('./replay/replay.ts')).replayAnswer));
};

/** Every command. Nothing is loaded until one runs. */
export const buildProgram = (): Command => {
  const program = new Command('stresspass')
    .description('Prior authorization and eligibility for cardiac stress tests.')
    .option('--data-dir <folder>', 'folder of the local data (default: DATA_DIR, else .stresspass)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, helpWidth: 110 })
    .showSuggestionAfterError()
    .showHelpAfterError('(--help after the command says more)')
    .hook('preAction', (all) => {
      const { dataDir } = all.opts<{ readonly dataDir?: string }>();
      if (dataDir) process.env.DATA_DIR = dataDir;
    })
    .addHelpText('after', EXIT_CODES);
  addAskCommand(program);
  addDemo(program);
  addDoctor(program);
  addReplay(program);
  addOrderCommands(program);
  addClaimCommands(program);
  addWorklistCommand(program);
  addX12Command(program);
  addRulesCommands(program);
  addCodesCommands(program);
  addFalsifyCommand(program);
  addEventsCommands(program);
  addWebhooksCommands(program);
  addSandboxCommands(program);
  addAdminCommands(program);
  return program;
};
