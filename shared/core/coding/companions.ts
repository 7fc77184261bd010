import type { Finding } from '../model/determination.ts';
import type { Modality } from '../model/facts.ts';
import { type Check, judgedBy, type Scene, sameDay } from './check.ts';
import { type CodedLine, isTest, listedLines } from './coded-line.ts';

/**
 * An add-on needs its base code on the same day. It is only a warning on an order, which may be sent without the base,
 * and where more base codes exist than we list, since an unlisted code may be one.
 */
const judgeAddOn = (line: CodedLine, scene: Scene): readonly Finding[] => {
  const { procedure, code } = line;
  const parents = procedure?.parents;
  if (!parents) return [];
  const others = sameDay(scene, line);
  if (others.some((other) => parents.includes(other.code))) return [];
  const baseMayBeUnlisted = procedure.parentsOpen && others.some((other) => other.procedure === undefined);
  return [
    {
      id: 'add-on-without-base',
      severity: scene.dialect === 'order' || baseMayBeUnlisted ? 'warning' : 'error',
      line: line.line,
      carc: '107',
      rarc: 'N122',
      says: `${code} is an add-on (${procedure.says}); the service it belongs to is not here for that day.`,
      fix: `Report it with ${listedLines(parents, 'or')}, or remove ${code}.`,
    },
  ];
};

export const addOnCheck: Check = {
  dataSet: judgedBy('procedures'),
  find: (scene) => scene.lines.flatMap((line) => judgeAddOn(line, scene)),
};

/** Planar and SPECT imaging use the same tracers. */
const imageOf = (modality: Modality | undefined) => (modality === 'planar' ? 'spect' : modality);

/** A drug or tracer alone: the test was forgotten or is on another message. */
const judgeSupply = (line: CodedLine, scene: Scene): readonly Finding[] => {
  const { procedure, code, date } = line;
  const { codebook } = scene;
  const kind = procedure?.companion;
  if (kind !== 'agent' && kind !== 'tracer') return [];
  const tests = sameDay(scene, line).filter(isTest);
  const at = { severity: 'warning' as const, line: line.line };
  if (tests.length === 0)
    return [
      {
        ...at,
        id: `${kind}-without-test`,
        says: `${code} (${procedure?.says}) stands without a stress test on that day.`,
        fix: 'Add the test it was given for, or check the date.',
      },
    ];
  if (kind === 'agent' || tests.some((test) => imageOf(test.procedure?.modality) === procedure?.modality)) return [];
  if (tests.some((test) => codebook.pairEdit(test.code, code, date))) return [];
  return [
    {
      ...at,
      id: 'tracer-of-another-test',
      says: `${code} (${procedure?.says}) is not a tracer for ${listedLines(
        [...new Set(tests.map((test) => test.code))],
        'or',
      )}.`,
      fix: 'Correct the tracer, or add the image it was given for.',
    },
  ];
};

export const supplyCheck: Check = {
  find: (scene) => scene.lines.flatMap((line) => judgeSupply(line, scene)),
};

/** Lung tests with "stress" or "exercise" in their names. */
export const notCardiacCheck: Check = {
  find: ({ lines }) =>
    lines.flatMap(({ procedure, code, line }): readonly Finding[] =>
      procedure?.role === 'not-cardiac'
        ? [
            {
              id: 'not-cardiac-stress-test',
              severity: 'information',
              line,
              says: `${code} is not a cardiac stress test: ${procedure.says}.`,
              fix: 'Nothing to correct if that is meant; for a cardiac stress test choose its own code.',
            },
          ]
        : [],
    ),
};
