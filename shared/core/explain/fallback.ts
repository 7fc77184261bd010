import { runDecisionTable } from '../decide/decision-table.ts';
import type { Modality } from '../model/facts.ts';
import type { LineCase } from '../policy/line-case.ts';
import { insteadOf, needOf } from './alternatives.ts';

/**
 * What a test is changed to on the day, where the patient cannot walk or the pictures are poor. Exercise and drug
 * stress of one kind of imaging share their code, so only a change of the kind needs another authorization.
 */
const CHANGED_TO: Readonly<Partial<Record<Modality, readonly Modality[]>>> = {
  ecg: ['stress-echo', 'spect'],
  'stress-echo': ['spect'],
};

/** Codes worth asking the payer for together with the ordered one: of tests it may be changed to and that need it. */
export const fallbacksOf = (line: LineCase): readonly string[] => {
  const modality = line.procedures[0]?.modality;
  const kinds = (modality && CHANGED_TO[modality]) ?? [];
  return line.codebook.typicalTests.flatMap((procedure) => {
    if (!procedure.modality || !kinds.includes(procedure.modality)) return [];
    const changed = runDecisionTable(insteadOf(line, procedure, procedure.modality), false);
    return needOf(changed) === 'not-needed' ? [] : [procedure.code];
  });
};
