import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openParts } from '../../read/parameter-parts.ts';

/** A name of a person or a team. */
const MOST_NAME = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** Who is to review a request; nobody where it names none. */
export const readAssignment = (message: unknown): Result<{ readonly assignee?: string }> => {
  const opened = openParts(message, { assignee: { value: 'valueString' } });
  if (!opened.ok) return opened;
  const { one, problems } = opened.value;
  const assignee = one('assignee', ({ valueString = '' }, at): Result<string> => {
    const name = valueString.replace(UNSEEN, ' ').trim();
    if (name && name.length <= MOST_NAME) return ok(name);
    const says = name ? `Must have at most ${MOST_NAME} characters.` : 'Must not be empty.';
    return refused({ code: name ? 'too-long' : 'value', says, expression: at });
  });
  return problems.length ? refused(...problems) : ok(assignee === undefined ? {} : { assignee });
};
