import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { codeFamily } from './code-family.ts';
import { type CodedLine, listedLines } from './coded-line.ts';

/** A facility reports only the technical part, and needs no modifier for it. */
export const judgeInstitutional = (line: CodedLine, procedure: Procedure, codebook: Codebook): readonly Finding[] => {
  const { code, modifiers } = line;
  const { technical } = codeFamily(procedure, codebook);
  const notFacility = { severity: 'error' as const, line: line.line, carc: '170', rarc: 'N95' };
  if (procedure.pcTc === 4)
    return [
      {
        ...notFacility,
        id: 'whole-test-on-facility-claim',
        says: `${code} on an institutional claim: it includes the clinicians' parts, which a facility does not report.`,
        fix: `Report ${listedLines(technical, 'and')} instead of ${code}; the clinicians report their parts on their own claim.`,
      },
    ];
  if (procedure.pcTc === 2)
    return [
      {
        ...notFacility,
        id: 'professional-part-on-facility-claim',
        says: `${code} on an institutional claim: it is a clinician's part.`,
        fix: `Take ${code} off the institutional claim and report it on the clinician's professional claim; the facility's own part is ${listedLines(technical, 'and')}.`,
      },
    ];
  const needless = (['26', 'TC'] as const).filter((modifier) => procedure.pcTc === 1 && modifiers.includes(modifier));
  return needless.map((modifier) => ({
    id: 'component-modifier-on-facility-claim',
    severity: 'warning',
    line: line.line,
    carc: '4',
    rarc: 'N823',
    says: `${code}-${modifier} on an institutional claim: a facility claim is for the technical part without saying so.`,
    fix: `Report ${code} without modifier ${modifier}${modifier === '26' ? ' if the facility did the technical part; the reading goes on the professional claim' : ''}.`,
  }));
};
