import { readFileSync } from 'node:fs';

/** What the commands of the page name files from. */
export const ROOT = new URL('../../', import.meta.url);
export const page = readFileSync(new URL('docs/api.md', ROOT), 'utf8');

/** A command of the page and the shortened answer printed under it. */
export const EXAMPLES = [...page.matchAll(/```sh\n(.*?)\n```\n\n```json\n(.*?)\n```/gs)].map(
  ([, command = '', answer = '']) => ({
    command,
    answer: JSON.parse(answer),
  }),
);

/** Everything printed is there: objects in part, lists in any order, texts up to their `…`. */
export const isShown = (shown: unknown, whole: unknown): boolean => {
  if (typeof shown === 'string' && typeof whole === 'string')
    return shown.endsWith('…') ? whole.startsWith(shown.slice(0, -1)) : whole === shown;
  if (Array.isArray(shown))
    return Array.isArray(whole) && shown.every((one) => whole.some((other) => isShown(one, other)));
  if (typeof shown === 'object' && shown !== null && typeof whole === 'object' && whole !== null)
    return Object.entries(shown).every(([name, value]) => isShown(value, Reflect.get(whole, name)));
  return shown === whole;
};
