import type { Advice } from '../model/advice.ts';
import type { Change, Question } from '../model/determination.ts';
import type { Fact, FactName, Facts } from '../model/facts.ts';
import type { OpenQuestions } from './open-questions.ts';
import type { KnownSoFar } from './policy-questions.ts';

/** What one patient can be asked, and what single answers would change. */
export interface AskedPatient {
  /** Levels whose answers can lead to different advice, all else equal. */
  readonly relevant: readonly number[];
  /** Of these, what a person can be asked, the best next question first. */
  readonly ordered: readonly number[];
  /** Of each fact a person can be asked, the answers that change the advice. */
  readonly wouldChange: readonly Change[];
}

/** What can be asked about a policy of one patient, and what was found out of it; the same for equal facts. */
export interface AskedPolicy {
  readonly open: OpenQuestions;
  readonly known: KnownSoFar;
  /** By the diagrams alone, under this advice of each outcome. */
  patient?: { readonly advice: readonly Advice[]; readonly base: Advice; readonly found: AskedPatient };
  /** The questions of the test as an alternative, in order. */
  questions?: readonly Question[];
}

const textOf = (fact: Fact<unknown>): string => (fact.is === 'known' ? JSON.stringify(fact.value) : fact.is);

/** All that is known of a patient, but not where it comes from; the test is another matter. */
export const knownAsText = (facts: Facts): string => {
  let content = '';
  for (const name in facts) {
    const fact: Fact<unknown> | undefined = facts[name as FactName];
    if (!fact || name === 'modality' || (fact.is === 'unknown' && fact.conflict === undefined)) continue;
    content += `${name} ${textOf(fact)}`;
    if (fact.conflict !== undefined) content += ` or ${fact.rejected?.map(textOf).join(' or ') ?? 'another'}`;
    content += '; ';
  }
  return content;
};

/** Of some three kilobytes each. */
const MOST_KEPT = 2_000;

/**
 * Before anybody is asked patients are often alike, and each of them is asked about some five tests. Kept by the
 * content of their facts, which is hashed once for all of them, in memory only; the oldest are left out for a new one.
 */
class KeptAsked {
  readonly #kept = new Map<string, Map<number, AskedPolicy>>();
  #count = 0;

  of(open: OpenQuestions, content: string, facts: Facts): AskedPolicy {
    const before = this.#kept.get(content)?.get(open.id);
    if (before) return before;
    for (const [oldest, asked] of this.#kept) {
      if (this.#count < MOST_KEPT) break;
      this.#kept.delete(oldest);
      this.#count -= asked.size;
    }
    const asked = this.#kept.get(content) ?? new Map<number, AskedPolicy>();
    this.#kept.set(content, asked);
    const made: AskedPolicy = { open, known: open.questions.read(facts) };
    asked.set(open.id, made);
    this.#count += 1;
    return made;
  }

  clear(): void {
    this.#kept.clear();
    this.#count = 0;
  }
}

export const KEPT_ASKED = new KeptAsked();
