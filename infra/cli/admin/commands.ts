import { type Command, InvalidArgumentError, Option } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

const DEPLOYED = `
Works on the local data, or where the environment variable TABLE_NAME is set on the deployment that the environment names:
TABLE_NAME, HASH_SECRET and QUEUE_URL as the functions have them, with the rights of whoever runs it.`;
const FROM_SHOW = 'The file is one of what show prints. If anything is wrong with it, nothing is changed.';

const addTenants = (admin: Command): void => {
  const tenants = admin
    .command('tenants')
    .description('settings of a tenant: its EHRs, how their servers are reached, where calls may go');
  tenants
    .command('show')
    .description('prints the settings of a tenant')
    .argument('<tenant>', 'id of the tenant')
    .addHelpText('after', DEPLOYED)
    .action(lazily(async () => (await import('./tenants.ts')).showTenant));
  tenants
    .command('put')
    .description('replaces the settings of a tenant; a source that has orders stays unless it is dropped by name')
    .argument('<file>', 'settings as JSON; docs/integrate-ehr.md explains them')
    .option('--drop <source...>', 'sources to drop although orders of theirs are on record')
    .addHelpText('after', `\n${FROM_SHOW}\n${DEPLOYED}`)
    .action(lazily(async () => (await import('./tenants.ts')).putTenant));
};

const addClients = (admin: Command): void => {
  const clients = admin
    .command('clients')
    .description('who may call: clients of the token endpoint (smart), and EHRs that sign their hooks (cds-hooks)');
  clients
    .command('show')
    .description('prints the clients of a tenant')
    .argument('<tenant>', 'id of the tenant')
    .addHelpText('after', DEPLOYED)
    .action(lazily(async () => (await import('./clients.ts')).showClients));
  clients
    .command('put')
    .description('registers a client, or replaces it')
    .argument('<file>', 'the client as JSON; docs/security.md explains it')
    .addHelpText('after', `\n${FROM_SHOW}\n${DEPLOYED}`)
    .action(lazily(async () => (await import('./clients.ts')).putClient));
  clients
    .command('remove')
    .description('removes a client')
    .argument('<client>', 'id of the client')
    .option('--use <use>', 'smart or cds-hooks', 'smart')
    .addHelpText('after', DEPLOYED)
    .action(lazily(async () => (await import('./clients.ts')).removeClient));
};

const addExemptions = (admin: Command): void => {
  admin
    .command('exemptions')
    .description('notices of exemption on file, and how far decisions are on the way to one')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .addHelpText(
      'after',
      `\nA share of approvals exempts nobody: only a notice of the plan does, in the settings of the tenant.\n${DEPLOYED}`,
    )
    .action(lazily(async () => (await import('./exemptions.ts')).showExemptions));
};

const addPayers = (admin: Command): void => {
  admin
    .command('payers')
    .description('payers that take requests by FHIR')
    .command('subscribe')
    .description('has a payer deliver notices of its answers')
    .argument('<endpoint>', 'name of the endpoint in the settings; its field notices names the source they come from')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .addOption(new Option('--release <release>', 'of Da Vinci PAS').choices(['2.2.1', '2.0.1']).default('2.2.1'))
    .option('--sender <id>', 'id of the sending system; without it the NPI of the practice')
    .addHelpText('after', DEPLOYED)
    .action(lazily(async () => (await import('./payers.ts')).subscribe));
};

const addMembers = (admin: Command): void => {
  admin
    .command('members')
    .description('the roster of a tenant: members of payers')
    .command('import')
    .description('loads members from a FHIR Bundle of Patient and Coverage, or from a comma-separated file')
    .argument('<file>', 'the Bundle, or the comma-separated file')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .addHelpText(
      'after',
      `
The first line of a comma-separated file names the columns: payer and memberId, and where known start, end, birthDate
(YYYY-MM-DD), planProduct, delegated (true, false), funding (fully-insured, self-funded), status (active, terminated).
A member that is there already is replaced. If anything is wrong, nothing is loaded.
${DEPLOYED}`,
    )
    .action(lazily(async () => (await import('./members.ts')).importMembers));
};

const addToken = (admin: Command): void => {
  admin
    .command('token')
    .description('prints an access token of the running service for a ready-made client, or the token of one hook call')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .option('--client <client>', 'id of the client (default: <tenant>-app)')
    .option('--scope <scope>', 'scopes, separated by spaces (default: all the client has)')
    .option('--hook <hook>', 'the token of one call of this CDS Hook, or of discovery; each call needs a new one')
    .option('--feedback', "of the hook's feedback instead")
    .option('--url <url>', 'address of the service (default: the one that runs here)')
    .action(lazily(async () => (await import('./token.ts')).printToken));
};

const collect = (id: string, ids: readonly string[] = []): readonly string[] => {
  if (!id) throw new InvalidArgumentError('An id is needed.');
  return [...ids, id];
};

const addUpkeep = (admin: Command): void => {
  admin
    .command('environment')
    .description('prints the variables that name a deployment to the other commands, from the outputs of its stack')
    .argument('<outputs>', 'file of cdk deploy --outputs-file, or of aws cloudformation describe-stacks')
    .option('--stack <name>', 'name of the stack', 'Stresspass')
    .addHelpText(
      'after',
      `
Addresses and ARNs, no secret. For a shell: npx stresspass admin environment outputs.json > stresspass.env, then
set -a; . ./stresspass.env; set +a`,
    )
    .action(lazily(async () => (await import('./environment.ts')).printEnvironment));
  withJson(admin.command('redrive'))
    .description('lists what was given up, or has it worked on again; no patient data, only names')
    .option('--list', 'list it (what happens without any option)')
    .option('--id <id>', 'have this one worked on again; may be repeated', collect)
    .option('--all', 'have all of them worked on again')
    .option('--undelivered', 'take in events that no function could take')
    .addHelpText(
      'after',
      `
Works on the data of the service that runs here, or where the environment variable TABLE_NAME is set on the deployment
that the environment names: TABLE_NAME, QUEUE_URL, DEAD_LETTER_URL, HASH_SECRET as the functions have them, and
UNDELIVERED_URL for --undelivered.`,
    )
    .action(lazily(async () => (await import('./redrive.ts')).redriveGivenUp));
  withJson(admin.command('audit-verify'))
    .description('is the audit trail whole: compares it with its sealed manifests; ends with 1 where it is not')
    .option('--tenant <tenant>', 'of one tenant only')
    .addHelpText('after', `${DEPLOYED}\nThere AUDIT_STORE too.`)
    .action(lazily(async () => (await import('./audit-verify.ts')).verifyTrail));
  withJson(admin.command('rotate-keys'))
    .description('moves everything whose key holds the hash of a person to the current version of the hash key')
    .option('--begin', 'adds a new version to the local data and makes it current; the service must be stopped')
    .option('--finish', 'forgets the earlier versions, if nothing is left by them; the service must be stopped')
    .addHelpText(
      'after',
      `
May be stopped and run again, and the service may run meanwhile.
${DEPLOYED}
There the secret itself is changed in Secrets Manager: docs/security.md.`,
    )
    .action(lazily(async () => (await import('./rotate-keys.ts')).rotate));
};

export const addAdminCommands = (program: Command): void => {
  const admin = program.command('admin').description('tenants, clients, members, tokens, and the upkeep of a service');
  addTenants(admin);
  addClients(admin);
  addPayers(admin);
  addExemptions(admin);
  addMembers(admin);
  addToken(admin);
  addUpkeep(admin);
};
