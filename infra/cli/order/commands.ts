import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';
import { LOCKED_HELP, withService } from '../service/options.ts';

const collect = (one: string, all: readonly string[] = []): readonly string[] => [...all, one];
const ORDER = ['<order>', 'id its EHR gave the order'] as const;

const asJson = (command: Command): Command =>
  withService(withJson(command)).option('--source <source>', 'EHR whose order it is, where several have this id');

export const addOrderCommands = (program: Command): void => {
  const order = program
    .command('order')
    .description('orders of a running service: where they stand, may they be booked');
  asJson(order.command('status'))
    .description('where the authorization of an order stands')
    .argument(...ORDER)
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./status.ts')).showOrder));
  asJson(order.command('book'))
    .description('may this slot be booked: ends with 1 unless the answer is yes; nothing is booked')
    .argument(...ORDER)
    .requiredOption('--start <time>', 'when the visit starts, with time zone: 2026-12-09T09:00:00-05:00')
    .option('--end <time>', 'when it ends')
    .option('--code <code>', 'CPT or HCPCS code to be done; may be repeated (default: as ordered)', collect)
    .option('--place <code>', 'CMS place of service of the slot')
    .option('--facility <reference>', 'where it takes place: Location/1')
    .option('--performer <reference>', 'who performs the test: Practitioner/1')
    .option('--units <number>', 'units to be done')
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./book.ts')).checkSlot));
  asJson(order.command('answer'))
    .description('answers questions about an order, as an app would, and says where it stands then')
    .argument(...ORDER)
    .argument('<answer...>', 'question=answer: canExercise=no priorPci=2024-05')
    .option('--author <reference>', 'who answered: Practitioner/1')
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./answer.ts')).answerQuestions));
  asJson(order.command('decide'))
    .description('records what the payer decided, as staff learned it by portal, phone, fax, letter or 278')
    .argument(...ORDER)
    .argument('<decision>', 'approved, partial, denied, pended, cancelled, not-required or appealed')
    .option('--number <number>', 'number the payer gave')
    .option('--number-kind <kind>', 'authorization, case or call-reference; asked for where a number is given')
    .option('--from <day>', 'first day it covers, YYYY-MM-DD')
    .option('--to <day>', 'last day it covers')
    .option('--code <code>', 'CPT or HCPCS code it names; may be repeated', collect)
    .option('--units <number>', 'units approved')
    .option('--place <code>', 'CMS place of service it names')
    .option('--facility <reference>', 'facility it names: Location/1')
    .option('--performer <reference>', 'performing provider it names: Practitioner/1')
    .option('--reason <text>', 'why, as the payer said')
    .option('--by <way>', 'portal, phone, fax, x12-278 or letter')
    .option('--received <time>', 'when it was received, with time zone (default: now)')
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./decide.ts')).recordDecision));
};
