import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Check, judgedBy } from './check.ts';
import { codeFamily } from './code-family.ts';
import { type CodedLine, isOurs, listedLines } from './coded-line.ts';

const COMPONENTS = ['26', 'TC'] as const;
type Component = (typeof COMPONENTS)[number];
const PART_OF: Readonly<Record<Component, Procedure['pcTc']>> = { '26': 2, TC: 3 };

const WHY: Readonly<Record<number, string>> = {
  0: 'it is not split into a professional and a technical part',
  2: 'it is the professional part already',
  3: 'it is the technical part already',
  4: 'it is the whole test, and its parts have codes of their own',
  9: 'it is not a service that has components',
};

const FAMILY_SIDE = { '26': 'professional', TC: 'technical' } as const;

const invalid = (codebook: Codebook, line: CodedLine, procedure: Procedure, component: Component): Finding => {
  // The modifier's meaning may have a code of its own.
  const meant = codeFamily(procedure, codebook)[FAMILY_SIDE[component]].filter((code) => code !== procedure.code);
  const own =
    procedure.pcTc === PART_OF[component] || meant.length === 0
      ? ''
      : ` If only that part was done, report ${listedLines(meant, 'or')} instead.`;
  return {
    id: 'component-modifier-invalid',
    severity: 'error',
    line: line.line,
    carc: '4',
    rarc: 'N519',
    says: `Modifier ${component} is not valid with ${line.code}: ${WHY[procedure.pcTc ?? 9]}.`,
    fix: `Remove modifier ${component} from ${line.code}.${own}`,
  };
};

const bothComponents = (line: CodedLine): Finding => ({
  id: 'component-modifiers-both',
  severity: 'error',
  line: line.line,
  carc: '4',
  rarc: 'N519',
  says: `${line.code} carries modifiers 26 and TC on one line; together they are the whole service.`,
  fix: `Report ${line.code} without 26 and TC if one biller did both parts, else keep only the one that applies.`,
});

/** 26 and TC belong only to codes that split (PC/TC indicator 1). */
export const componentCheck: Check = {
  dataSet: judgedBy('procedures'),
  subject: 'Component, place and add-on rules',
  concerns: isOurs,
  find: ({ lines, codebook }) =>
    lines.filter(isOurs).flatMap((line) => {
      const { procedure, modifiers } = line;
      const carried = COMPONENTS.filter((component) => modifiers.includes(component));
      if (procedure?.pcTc === undefined || carried.length === 0) return [];
      if (procedure.pcTc === 1) return carried.length === 2 ? [bothComponents(line)] : [];
      return carried.map((component) => invalid(codebook, line, procedure, component));
    }),
};
