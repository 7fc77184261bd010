import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { codeFamily } from './code-family.ts';
import { type CodedLine, listedLines } from './coded-line.ts';

/**
 * An independent diagnostic testing facility (IDTF) reports the technical part; supervision is an enrollment duty, not
 * a separate service.
 */
export const judgeIdtf = (line: CodedLine, procedure: Procedure, codebook: Codebook): readonly Finding[] => {
  const { professional, technical } = codeFamily(procedure, codebook);
  const at = { line: line.line, carc: '170', rarc: 'N95' };
  const { code } = line;
  if (procedure.pcTc === 4)
    return [
      {
        ...at,
        id: 'whole-test-by-idtf',
        severity: 'error',
        says: `${code} by an independent diagnostic testing facility: it includes the clinicians' parts.`,
        fix: `Report ${listedLines(technical, 'and')} instead of ${code}; the clinicians report ${listedLines(professional, 'and/or')} themselves.`,
      },
    ];
  if (procedure.pcTc !== 2) return [];
  // Supervision level 09 means the code is the interpretation, not a supervised test; payment for it may be reassigned.
  const reading = procedure.supervision === '09';
  return [
    {
      ...at,
      id: 'professional-part-by-idtf',
      severity: reading ? 'warning' : 'error',
      says: `${code} by an independent diagnostic testing facility: it is a clinician's part.`,
      fix: reading
        ? `Leave ${code} to the reading clinician unless the payment was reassigned to the facility; the facility's own part is ${listedLines(technical, 'and')}.`
        : `Take ${code} off; the facility's own part is ${listedLines(technical, 'and')}.`,
    },
  ];
};
