import type { Reference } from 'fhir/r4';
import type { Echo } from '../../echo.ts';
import { outwardReference } from '../../outward-reference.ts';

/** R4 requires an insurer in every answer; an unnamed one has only a display. */
export const insurerOf = ({ insurer, insurerDisplay }: Echo): Reference => {
  if (!insurer) return { type: 'Organization', display: insurerDisplay ?? 'Insurer not named in the message' };
  const named = insurer.display || !insurerDisplay ? {} : { display: insurerDisplay };
  return outwardReference({ ...insurer, ...named }, 'Organization');
};
