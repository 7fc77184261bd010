import type { LineNote } from '../model/message/inquiry.ts';

const ABOUT_SITE: ReadonlySet<LineNote['id']> = new Set(['place-unclear', 'state-unclear']);

/** What of the site was stated twice or not understood: true of any test done there, whatever its code. */
export const siteNotes = (notes: readonly LineNote[] = []): readonly LineNote[] =>
  notes.filter(({ id }) => ABOUT_SITE.has(id));
