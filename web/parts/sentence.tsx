import { said } from '../words/said.ts';

/** The answer in one sentence, the decisive fact first. */
export const Sentence = ({ says }: { readonly says: string }) => <p class="sentence">{said(says)}</p>;
