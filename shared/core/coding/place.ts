import type { Procedure } from '../codebook.ts';
import type { Finding } from '../determination.ts';
import { type Check, judgedBy } from './check.ts';
import { type CodedLine, isOurs } from './coded-line.ts';
import { judgeInstitutional } from './institutional-claim.ts';
import { judgeInFacility } from './professional-claim.ts';

/** Places where a facility owns the technical side: outpatient hospital off and on campus, inpatient, emergency. */
const FACILITIES: readonly string[] = ['19', '21', '22', '23'];

const facilityForms = (line: CodedLine, procedure: Procedure): readonly Finding[] => {
  const { claimType } = line.service;
  const at = { id: 'hospital-form', severity: 'warning' as const, line: line.line };
  if (procedure.hospitalOnly && claimType === 'professional')
    return [
      {
        ...at,
        says: `${line.code} is a code of hospital outpatient claims.`,
        fix: 'Report the CPT code of the test on the professional claim.',
      },
    ];
  if (procedure.notForHospital && claimType === 'institutional')
    return [
      {
        ...at,
        carc: '97',
        rarc: 'N390',
        says: `${line.code} is not paid apart on a hospital outpatient claim.`,
        fix: procedure.note ?? `Take ${line.code} off.`,
      },
    ];
  return [];
};

/** Who reports what. Nothing is said where the kind of claim, or on professional claims the place, is not known. */
export const placeCheck: Check = {
  dataSet: judgedBy('procedures'),
  find: ({ lines, codebook }) =>
    lines.filter(isOurs).flatMap((line) => {
      const { procedure, service } = line;
      if (!procedure || service.claimType === undefined) return [];
      if (service.claimType === 'institutional')
        return [...judgeInstitutional(line, procedure, codebook), ...facilityForms(line, procedure)];
      const inFacility = service.placeOfService !== undefined && FACILITIES.includes(service.placeOfService);
      return [...(inFacility ? judgeInFacility(line, procedure, codebook) : []), ...facilityForms(line, procedure)];
    }),
};
