import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, isAtFacility, isOurs } from './coded-line.ts';
import { judgeIdtf } from './idtf-claim.ts';
import { judgeInstitutional } from './institutional-claim.ts';
import { judgeInFacility } from './professional-claim.ts';

/** The same-day stress echo that has a separate hospital code when contrast is given. */
const hospitalFormFix = ({ code, date }: CodedLine, procedure: Procedure, { lines }: Scene): string => {
  const base = lines.find((one) => one.date === date && one.procedure?.hospitalForm !== undefined);
  return base
    ? `Replace ${base.code} by ${base.procedure?.hospitalForm} and take ${code} off.`
    : (procedure.note ?? `Take ${code} off.`);
};

const facilityForms = (line: CodedLine, procedure: Procedure, scene: Scene): readonly Finding[] => {
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
        fix: hospitalFormFix(line, procedure, scene),
      },
    ];
  return [];
};

const unknownPlace = ({ line, service }: CodedLine): Finding => ({
  id: 'place-of-service-unknown',
  severity: 'warning',
  line,
  carc: '5',
  rarc: 'M77',
  says: `${service.placeOfService} is no place of service of the CMS list: who reports which part was not checked.`,
  fix: 'Correct the place of service.',
});

const judgeProfessional = (line: CodedLine, procedure: Procedure, { codebook }: Scene): readonly Finding[] => {
  const { placeOfService, billedByIdtf } = line.service;
  if (isAtFacility(line, codebook)) return judgeInFacility(line, procedure, codebook);
  const place = placeOfService === undefined || codebook.placeOfService(placeOfService) ? [] : [unknownPlace(line)];
  return billedByIdtf ? [...place, ...judgeIdtf(line, procedure, codebook)] : place;
};

/**
 * Checks who reports which part. Silent where the claim type is unknown, or on professional claims the place of
 * service.
 */
export const placeCheck: Check = {
  dataSet: judgedBy('procedures'),
  find: (scene) =>
    scene.lines.filter(isOurs).flatMap((line) => {
      const { procedure, service } = line;
      if (!procedure || service.claimType === undefined) return [];
      const judged =
        service.claimType === 'institutional'
          ? judgeInstitutional(line, procedure, scene.codebook)
          : judgeProfessional(line, procedure, scene);
      return [...judged, ...facilityForms(line, procedure, scene)];
    }),
};
