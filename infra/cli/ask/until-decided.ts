import type { Answered } from './answer.ts';
import type { Asked } from './asked.ts';
import { askOpen, type Dialog } from './dialog.ts';
import type { Form } from './form.ts';

interface Talk {
  readonly dialog: Dialog;
  /** Asks the service. */
  readonly ask: (asked: Asked) => Promise<Answered>;
  readonly say: (lines: readonly string[]) => void;
}

/** Asks the open questions in order, each once; after every answer the service is called again. */
export const untilDecided = async (
  asked: Asked,
  form: Form,
  { dialog, ask, say }: Talk,
): Promise<{ readonly asked: Asked; readonly answered: Answered }> => {
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
