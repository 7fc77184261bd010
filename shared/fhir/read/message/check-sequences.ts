import type { Claim } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';

interface Numbered {
  readonly sequence: number;
}

/** Sequence elements of a claim's items, and the list of the claim each points into. */
const POINTERS = {
  careTeamSequence: 'careTeam',
  diagnosisSequence: 'diagnosis',
  informationSequence: 'supportingInfo',
  procedureSequence: 'procedure',
} as const;

type Pointer = keyof typeof POINTERS;

const isPointer = (name: string): name is Pointer => name in POINTERS;

/** An item that points to nothing in its claim is a problem: performer or reason would be a guess. */
export const checkSequences = (claim: Claim, path: string): readonly Problem[] =>
  (claim.item ?? []).flatMap((item, index) =>
    Object.keys(POINTERS)
      .filter(isPointer)
      .flatMap((pointer) => {
        const list: readonly Numbered[] = claim[POINTERS[pointer]] ?? [];
        return (item[pointer] ?? []).flatMap((sequence, at): readonly Problem[] =>
          list.some((one) => one.sequence === sequence)
            ? []
            : [
                {
                  code: 'not-found',
                  says: `No ${POINTERS[pointer]} of the claim has this sequence.`,
                  expression: `${path}.item[${index}].${pointer}[${at}]`,
                },
              ],
        );
      }),
  );
