import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

const collect = (one: string, all: readonly string[] = []): readonly string[] => [...all, one];

export const addAskCommand = (program: Command): void => {
  withJson(program.command('ask'))
    .description(
      'does this test need authorization, will it be likely, and what is still open; needs no running service',
    )
    .option('--payer <payer>', 'id of the payer (npx stresspass rules map lists them)')
    .option('--code <code>', 'CPT or HCPCS code of the test')
    .option('--dx <code>', 'ICD-10-CM code of the reason; may be repeated', collect)
    .option('--date <day>', 'planned day of the test, YYYY-MM-DD')
    .option('--age <years>', 'age of the patient')
    .option('--sex <word>', 'male, female, other or unknown')
    .option('--state <state>', 'where the test is done: OH')
    .option('--place <code>', 'CMS place of service: 11, 22 …')
    .option('--product <name>', "the payer's product the member holds")
    .option('--answer <fact=value>', 'the answer to an open question; may be repeated', collect)
    .option('--no-input', 'never ask back, also not at a terminal')
    .addHelpText(
      'after',
      `
At a terminal it asks for what is missing, then the open questions one by one until the answer is decided; Enter leaves a
question open. Elsewhere, and with --json, it never asks back: what is open is listed by the name --answer takes.
Nobody is a member, nothing is on file and nothing is kept: only what you say counts.

Example:
  npx stresspass ask --payer cigna-commercial --code 78452 --dx R07.9 --answer canExercise=no`,
    )
    .action(lazily(async () => (await import('./ask.ts')).ask));
};
