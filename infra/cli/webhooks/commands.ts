import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

const WHERE = `
Works on the local data, or where TABLE_NAME is set on the deployment that the environment names.`;

export const addWebhooksCommands = (program: Command): void => {
  const webhooks = program
    .command('webhooks')
    .description('what a tenant’s webhooks were told, and what they still wait for');
  withJson(webhooks.command('list'))
    .description('lists messages of the last 30 days, the newest first')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .option('--hook <hook>', 'only of this webhook')
    .option('--state <state>', 'only those that are waiting, delivered or failed')
    .addHelpText('after', WHERE)
    .action(lazily(async () => (await import('./webhooks.ts')).listMessages));
  withJson(webhooks.command('resend'))
    .description('sends a message again, under its own id')
    .argument('<hook>', 'id of the webhook')
    .argument('<id>', 'id of the message, as listed')
    .option('--tenant <tenant>', 'id of the tenant', 'demo')
    .addHelpText('after', WHERE)
    .action(lazily(async () => (await import('./webhooks.ts')).resendMessage));
};
