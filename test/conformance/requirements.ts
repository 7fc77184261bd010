import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Breaks one thing in our code: the text `from`, found once in `file`, becomes `to`. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A statement of the guide, the tests that show it (by a part of their name), and what must make them fail. */
export interface Tested {
  readonly id: string;
  /** The statement in our words. */
  readonly says?: string;
  /** End of the path of a file of tests. */
  readonly file: string;
  readonly test: string;
  readonly mutation: Mutation;
}
interface Excused {
  readonly id: string;
  readonly says?: string;
  readonly because: string;
}
export interface Requirements {
  readonly tested: readonly Tested[];
  /** Held by how the code is built or by what stands elsewhere; no test here. */
  readonly byDesign: readonly Excused[];
  readonly notApplicable: readonly Excused[];
  /** Not held, or not shown, and why. */
  readonly open: readonly Excused[];
}

/** What the last trial of a statement's mutation came to; good for the entry it was tried with. */
export interface Proof {
  readonly of: string;
  readonly verdict: 'killed' | 'survived';
}
export type Proofs = Readonly<Record<string, Proof>>;

/** A guide whose statements about servers are listed, and where its list is. */
interface Guide {
  readonly name: 'crd' | 'pas';
  readonly title: string;
  /** Requirements as the guide publishes them, beside this checkout. */
  readonly source: string;
  /** Actor a statement about servers names. */
  readonly actor: string;
}
export const GUIDES: readonly Guide[] = [
  {
    name: 'crd',
    title: 'Da Vinci CRD 2.2.1',
    source: 'davinci-crd-2.2.1-source/Requirements-fromNarrative.json',
    actor: 'crd-server',
  },
  {
    name: 'pas',
    title: 'Da Vinci PAS 2.2',
    source: 'davinci-pas-2.2-source/Requirements-fromNarrative.json',
    actor: 'payer',
  },
];

/** Guides named on the command line, or all; and the other words. */
export const guidesAsked = (words: readonly string[]) => {
  const named = GUIDES.filter(({ name }) => words.includes(name));
  return {
    guides: named.length ? named : GUIDES,
    rest: words.filter((word) => !GUIDES.some(({ name }) => name === word)),
  };
};

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export const proofsPlace = ({ name }: Guide): URL => new URL(`${name}-proofs.json`, import.meta.url);
export const readRequirements = ({ name }: Guide): Requirements => read(`${name}-requirements.json`);
export const readProofs = ({ name }: Guide): Proofs => read(`${name}-proofs.json`);

/** Changes with the entry, so that an old proof does not pass for a new one; not with our words for it. */
export const fingerprint = ({ says: _says, ...proved }: Tested): string =>
  createHash('sha256').update(JSON.stringify(proved)).digest('hex').slice(0, 12);

export const isProved = (tested: Tested, proofs: Proofs): boolean => {
  const proof = proofs[tested.id];
  return proof?.verdict === 'killed' && proof.of === fingerprint(tested);
};

export const textOf = ({ file }: Mutation): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
