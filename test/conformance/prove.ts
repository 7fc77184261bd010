import { rmSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { copyCheckout } from '../support/copy-checkout.ts';
import {
  fingerprint,
  guidesAsked,
  isProved,
  type Mutation,
  type Proof,
  proofsPlace,
  readProofs,
  readRequirements,
  type Tested,
  textOf,
} from './requirements.ts';
import { resultsOf, runTests } from './run-tests.ts';

/**
 * `npm run conformance:prove` breaks our code in a copy of the checkout, one declared mutation after the other, and keeps
 * in the proofs beside this file whether the tests of the statements noticed. Tries what is not proved yet; `-- all` tries
 * everything again, `-- dev-1 resp-3` those, `-- pas` what is not proved of one guide.
 */
const POLITE = 5;

const mutated = (mutation: Mutation): string => {
  const [before = '', after, ...more] = textOf(mutation).split(mutation.from);
  if (after === undefined || more.length) throw new Error(`${mutation.file} holds this not once: ${mutation.from}`);
  return before + mutation.to + after;
};

/** Which of these statements noticed that the code was broken. */
const tryOut = (copy: string, mutation: Mutation, some: readonly Tested[]): ReadonlyMap<string, Proof> => {
  const place = join(copy, mutation.file);
  writeFileSync(place, mutated(mutation));
  const run = runTests(copy, some);
  writeFileSync(place, textOf(mutation));
  return new Map(
    some.map((one) => {
      const verdict = resultsOf(run, one).includes('failed') ? 'killed' : 'survived';
      return [one.id, { of: fingerprint(one), verdict }];
    }),
  );
};

const { guides, rest: asked } = guidesAsked(process.argv.slice(2));

/** Tries what is meant of one guide; whether all of it is proved then. */
const prove = (guide: (typeof guides)[number], copy: string): boolean => {
  const { tested } = readRequirements(guide);
  const known = readProofs(guide);
  const isMeant = (one: Tested): boolean =>
    asked.includes('all') || (asked.length ? asked.includes(one.id) : !isProved(one, known));
  const meant = tested.filter(isMeant);
  if (meant.length === 0) return tested.every((one) => isProved(one, known));
  const mutations = new Map(meant.map(({ mutation }) => [JSON.stringify(mutation), mutation]));
  const sound = runTests(copy, tested);
  const unsound = tested.filter((one) => {
    const results = resultsOf(sound, one);
    return results.length === 0 || results.some((status) => status !== 'passed');
  });
  for (const { id, file, test } of unsound) process.stderr.write(`${id}: does not pass as it is: ${file}: ${test}\n`);

  const proofs = new Map<string, Proof>(Object.entries(known));
  for (const { id } of unsound) proofs.delete(id);
  const keep = (): void => {
    const order = tested.map(({ id }) => id).filter((id) => proofs.has(id));
    const text = JSON.stringify(Object.fromEntries(order.map((id) => [id, proofs.get(id)])), null, 2);
    writeFileSync(proofsPlace(guide), `${text}\n`);
  };
  for (const mutation of mutations.values()) {
    const some = meant.filter(
      (one) => !unsound.includes(one) && JSON.stringify(one.mutation) === JSON.stringify(mutation),
    );
    if (some.length === 0) continue;
    for (const [id, proof] of tryOut(copy, mutation, some)) {
      proofs.set(id, proof);
      process.stdout.write(`${proof.verdict.padEnd(9)}${id}\n`);
    }
    keep();
  }
  keep();
  return tested.every((one) => proofs.get(one.id)?.verdict === 'killed');
};

setPriority(POLITE);
const copy = copyCheckout('mutants');
const proved = guides.map((guide) => prove(guide, copy));
rmSync(join(copy, '..'), { recursive: true });
process.exitCode = proved.every(Boolean) ? 0 : 1;
