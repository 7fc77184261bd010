import { readFile } from 'node:fs/promises';
import type { Secrets } from '../../app/ports/ports.ts';

/** Cache time: a changed secret takes effect after this long. */
const KEEP_MS = 300_000;

const readOnce = async (reference: string): Promise<string> => {
  if (reference.startsWith('file:')) return (await readFile(reference.slice('file:'.length), 'utf8')).trim();
  if (!reference.startsWith('arn:')) throw new Error('A secret is named by arn: or file:.');
  const { readSecret } = await import('./secret.ts');
  return readSecret(reference);
};

/** Secrets by reference, each cached for a few minutes. */
export const makeSecrets = (now: () => number): Secrets => {
  const kept = new Map<string, { readonly text: Promise<string>; readonly until: number }>();
  return {
    read: (reference) => {
      const known = kept.get(reference);
      if (known && now() < known.until) return known.text;
      const text = readOnce(reference);
      kept.set(reference, { text, until: now() + KEEP_MS });
      text.catch(() => kept.delete(reference));
      return text;
    },
  };
};
