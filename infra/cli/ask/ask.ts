import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { withOwnService } from '../service/own-service.ts';
import { type Answered, answerTo, loadForm } from './answer.ts';
import { type Asked, type AskOptions, answersOf, readBillingCode, readDiagnosis, readPayer } from './asked.ts';
import { describeAnswer } from './describe-answer.ts';
import { askOpen, canAsk, type Dialog, openDialog } from './dialog.ts';

const EXAMPLE = 'npx stresspass ask --payer cigna-commercial --code 78452 --dx R07.9';

/** What the options do not say is asked at a terminal, and refused elsewhere. */
const readAsked = async (options: AskOptions, dialog: Dialog | undefined): Promise<Asked> => {
  const payer = options.payer ? readPayer(options.payer) : await dialog?.ask('Which payer?', readPayer);
  const code = options.code
    ? readBillingCode(options.code)
    : await dialog?.ask('Which CPT or HCPCS code?', readBillingCode);
  if (!payer || !code) throw wrongUsage(`A payer and a code are needed: ${EXAMPLE}`);
  const diagnoses = options.dx?.map(readDiagnosis) ?? [];
  const reason = options.dx ? undefined : await dialog?.ask('For which diagnosis (ICD-10-CM)?', readDiagnosis);
  return { payer, code, diagnoses: reason ? [reason] : diagnoses, answers: answersOf(options) };
};

const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

/** Open questions in their order, each once; every answer is a new question to the service. */
const untilDecided = async (
  asked: Asked,
  ask: (asked: Asked) => Promise<Answered>,
  dialog: Dialog,
  form: Parameters<typeof askOpen>[2],
) => {
  const put = new Set<string>();
  let now = asked;
  let answered = await ask(now);
  for (;;) {
    const next = answered.open.find(({ fact }) => !put.has(fact));
    if (!next) return { asked: now, answered };
    if (put.size === 0) say(['', `${answered.advice}: ${answered.says}`, '', 'Open questions; Enter leaves one open.']);
    put.add(next.fact);
    const given = await askOpen(dialog, next, form);
    if (!given.length) continue;
    now = { ...now, answers: new Map([...now.answers, ...given]) };
    const before = answered.advice;
    answered = await ask(now);
    if (answered.advice !== before) say([`  -> ${answered.advice}`]);
  }
};

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
      const done = await untilDecided(asked, answer, dialog, form);
      say(['', ...describeAnswer(done.answered), '', 'Again, as one line:', `  ${asLine(done.asked)}`]);
    });
    return 0;
  } finally {
    dialog?.close();
  }
};
