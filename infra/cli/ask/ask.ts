import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { withOwnService } from '../service/own-service.ts';
import { answerTo, loadForm } from './answer.ts';
import { type Asked, type AskOptions, answersOf, readBillingCode, readDiagnosis, readPayer } from './asked.ts';
import { describeAnswer } from './describe-answer.ts';
import { canAsk, type Dialog, openDialog } from './dialog.ts';
import { untilDecided } from './until-decided.ts';

const EXAMPLE = 'npx stresspass ask --payer cigna-commercial --code 78452 --dx R07.9';

/** Prompts until there is a value: it is required. */
const insist = async (
  dialog: Dialog | undefined,
  question: string,
  read: (typed: string) => string,
): Promise<string> => {
  if (!dialog) throw wrongUsage(`A payer and a code are needed: ${EXAMPLE}`);
  return (await dialog.ask(question, read)) ?? insist(dialog, question, read);
};

/** Missing options are prompted for at a terminal, and refused elsewhere. */
const readAsked = async (options: AskOptions, dialog: Dialog | undefined): Promise<Asked> => {
  const payer = options.payer ? readPayer(options.payer) : await insist(dialog, 'Which payer?', readPayer);
  const code = options.code
    ? readBillingCode(options.code)
    : await insist(dialog, 'Which CPT or HCPCS code?', readBillingCode);
  const diagnoses = options.dx?.map(readDiagnosis) ?? [];
  const reason = options.dx ? undefined : await dialog?.ask('For which diagnosis (ICD-10-CM)?', readDiagnosis);
  return { payer, code, diagnoses: reason ? [reason] : diagnoses, answers: answersOf(options) };
};

const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

/** The same question as one line, for a script. */
const asLine = ({ payer, code, diagnoses, answers }: Asked): string =>
  [
    `npx stresspass ask --payer ${payer} --code ${code}`,
    ...diagnoses.map((one) => `--dx ${one}`),
    ...[...answers].map(([fact, value]) => `--answer ${/\s/.test(value) ? `"${fact}=${value}"` : `${fact}=${value}`}`),
  ].join(' ');

export const ask = async (options: AskOptions): Promise<ExitCode> => {
  const dialog = options.input && !options.json && canAsk() ? openDialog() : undefined;
  try {
    const asked = await readAsked(options, dialog);
    await withOwnService(async ({ url }) => {
      const form = await loadForm(url);
      const answer = (one: Asked) => answerTo(one, form, url);
      if (!dialog) {
        const answered = await answer(asked);
        print(options, answered, describeAnswer(answered));
        return;
      }
      const done = await untilDecided(asked, form, { ask: answer, dialog, say });
      say(['', ...describeAnswer(done.answered), '', 'Again, as one line:', `  ${asLine(done.asked)}`]);
    });
    return 0;
  } finally {
    dialog?.close();
  }
};
