import type { ModifierRule } from '../model/claim-rules.ts';
import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, othersOfDay, type Scene } from './check.ts';
import { type CodedLine, DISTINCT, isTest, listedLines, sameBiller } from './coded-line.ts';

const isAddOn = ({ procedure }: CodedLine): boolean => procedure?.companion === 'add-on';

const findingOf = (line: CodedLine, modifier: string, rule: ModifierRule, { dialect }: Scene): Finding => {
  const { severity, carc, rarc, says, fix } = rule;
  return {
    id: `modifier-${modifier.toLowerCase()}`,
    severity: severity === 'error' && dialect !== 'claim' ? 'warning' : severity,
    line: line.line,
    ...(carc ? { carc } : {}),
    ...(rarc ? { rarc } : {}),
    says: `Modifier ${modifier} on ${line.code}: ${says}.`,
    fix,
  };
};

const byTable = (line: CodedLine, scene: Scene): readonly Finding[] =>
  [...new Set(line.modifiers)].flatMap((modifier) =>
    scene.codebook
      .modifierRules(modifier)
      .filter(({ claimType }) => claimType === undefined || claimType === line.service.claimType)
      .map((rule) => findingOf(line, modifier, rule, scene)),
  );

/** A modifier for a separate service that no edit asks for, or two of them where one is meant. */
const separateFindings = (line: CodedLine, scene: Scene): readonly Finding[] => {
  const carried = DISTINCT.filter((modifier) => line.modifiers.includes(modifier));
  if (scene.dialect !== 'claim' || carried.length === 0) return [];
  const at = { severity: 'warning' as const, line: line.line };
  const both = carried.includes('59') && carried.length > 1;
  const isAsked = othersOfDay(scene, line).some(
    (other) => sameBiller(line, other) && scene.codebook.pairEdit(line.code, other.code, line.date)?.indicator === 1,
  );
  return [
    ...(both
      ? [
          {
            ...at,
            id: 'modifier-59-and-x',
            says: `${line.code} carries ${listedLines(carried, 'and')}: 59 stands where none of the others fits.`,
            fix: 'Keep the one that says why the service was separate.',
          },
        ]
      : []),
    ...(isAsked
      ? []
      : [
          {
            ...at,
            id: 'modifier-separates-nothing',
            says: `Modifier ${carried[0]} on ${line.code} says that it was separate, but no edit joins it with another service of this claim and day.`,
            fix: 'Remove the modifier; it raises no daily limit, and a repeated test is shown in the record.',
          },
        ]),
  ];
};

/** What modifiers say on a test or its add-on; 26 and TC, JW and JZ have checks of their own. */
export const modifierCheck: Check = {
  dataSet: judgedBy('modifiers'),
  find: (scene) =>
    scene.lines
      .filter((line) => isTest(line) || isAddOn(line))
      .flatMap((line) => [...byTable(line, scene), ...separateFindings(line, scene)]),
};
