import type { Modality } from '../model/facts.ts';
import type { LineCase } from '../policy/line-case.ts';
import { insteadOf, needOf } from './alternatives.ts';
import { decidedOf } from './consider.ts';

/**
 * What a test is changed to on the day if the patient cannot walk or image quality is poor. Exercise and drug stress of
 * one kind of imaging share a code, so only a change of modality needs another authorization.
 */
const CHANGED_TO: Readonly<Partial<Record<Modality, readonly Modality[]>>> = {
  ecg: ['stress-echo', 'spect'],
  'stress-echo': ['spect'],
};

/** Codes worth requesting together with the ordered one: tests it may be changed to that need authorization. */
export const fallbacksOf = (line: LineCase): readonly string[] => {
  const modality = line.procedures[0]?.modality;
  const kinds = (modality && CHANGED_TO[modality]) ?? [];
  return line.codebook.typicalTests.flatMap((procedure) => {
    if (!procedure.modality || !kinds.includes(procedure.modality)) return [];
    const changed = decidedOf(insteadOf(line, procedure, procedure.modality));
    return needOf(changed) === 'not-needed' ? [] : [procedure.code];
  });
};
