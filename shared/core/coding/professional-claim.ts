import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { codeFamily } from './code-family.ts';
import { type CodedLine, listedLines } from './coded-line.ts';

/** For a test done in a facility, a clinician reports only the professional part. */
export const judgeInFacility = (line: CodedLine, procedure: Procedure, codebook: Codebook): readonly Finding[] => {
  const { code, modifiers } = line;
  const place = line.service.placeOfService;
  const at = { severity: 'error' as const, line: line.line };
  const belongs = { ...at, carc: '5', rarc: 'M97' };
  const { professional, technical } = codeFamily(procedure, codebook);
  const clinicians = `Report what the clinicians did: ${listedLines(professional, 'and/or')}`;
  if (procedure.companion === 'agent' || procedure.companion === 'tracer')
    return [
      {
        ...belongs,
        id: 'supply-in-facility',
        severity: 'warning',
        says: `${code} (${procedure.says}) on a professional claim at place ${place}: the facility usually supplies it.`,
        fix: `Take ${code} off the professional claim unless the practice bought it; the facility reports it.`,
      },
    ];
  if (procedure.pcTc === 4 && procedure.notInFacility)
    return [
      {
        ...belongs,
        id: 'whole-test-in-facility',
        says: `${code} on a professional claim at place ${place}: in a facility the technical part is the facility's.`,
        fix: `Replace ${code}. ${clinicians}; the facility reports ${listedLines(technical, 'and')} on its own claim.`,
      },
    ];
  if (procedure.pcTc === 3 && procedure.notInFacility)
    return [
      {
        ...belongs,
        id: 'technical-part-in-facility',
        says: `${code} is the technical part; at place ${place} the facility reports it, not the clinician.`,
        fix: `Take ${code} off the professional claim; the facility reports it. ${clinicians}.`,
      },
    ];
  if (procedure.pcTc === 0 && procedure.notInFacility)
    return [
      {
        ...belongs,
        id: 'not-paid-in-facility',
        says: `${code} (${procedure.says}) on a professional claim at place ${place}: the fee schedule pays it to no clinician in a facility.`,
        fix: `Take ${code} off the professional claim; the facility reports it.`,
      },
    ];
  if (procedure.pcTc !== 1 || modifiers.includes('26')) return [];
  if (modifiers.includes('TC'))
    return [
      {
        ...belongs,
        id: 'technical-component-in-facility',
        says: `${code}-TC on a professional claim at place ${place}: the technical component is the facility's.`,
        fix: `Take ${code}-TC off the professional claim; for the reading report ${code}-26.`,
      },
    ];
  return [
    {
      ...at,
      id: 'missing-26',
      carc: '4',
      rarc: 'N822',
      says: `${code} on a professional claim at place ${place} has no modifier 26: the facility owns the technical part.`,
      fix: `Report ${code}-26.`,
    },
  ];
};
