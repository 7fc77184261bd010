import type { Read } from '../finding.ts';
import { earlierTest, testKindOf } from '../ischemia-test.ts';
import { dateOf } from '../when.ts';

/** Images of a test for ischemia: that it was done, how and when; never a result. */
export const readImaging: Read<'ImagingStudy'> = (study, reference, { codebook, serviceDate }) => {
  const kind = study.status === 'available' ? testKindOf(study.procedureCode ?? [], codebook) : undefined;
  return kind ? earlierTest(kind, dateOf(study.started), undefined, reference, serviceDate) : [];
};
