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
  withJson(events.command('listen'))
    .description(
      'shows the events of the service that runs here and what it tells webhooks, as it happens, until Ctrl-C',
    )
    .option('--type <type>', 'only events of this detail-type, such as BookingAtRisk')
    .option('--count <count>', 'end after so many')
    .option('--url <url>', 'address of the service (default: the one that runs here)')
    .action(lazily(async () => (await import('./listen.ts')).listenToEvents));
};
