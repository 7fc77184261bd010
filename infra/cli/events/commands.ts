import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

export const addEventsCommands = (program: Command): void => {
  const events = program.command('events').description('the bus of the running service');
  withJson(events.command('send'))
    .description('puts an order on the bus of the running service, and waits for its answer')
    .argument('<file>', 'a ServiceRequest, or a Bundle with one, as JSON')
    .option('--source <source>', 'EHR it comes from', 'demo-ehr')
    .option('--type <type>', 'detail-type of the event', 'FHIR ServiceRequest')
    .option('--url <url>', 'address of the service (default: the one that runs here)')
    .action(lazily(async () => (await import('./send.ts')).sendOrder));
};
