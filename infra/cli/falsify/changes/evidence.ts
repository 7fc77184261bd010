import { type Change, changesOf } from './change.ts';

/** Whether authorization is needed does not turn on the chart: the oracle goes by the rules alone. */
export const EVIDENCE_CHANGES: readonly Change[] = [
  ...changesOf('evidence', 'removed', {
    'nothing is on the chart': ({ parts }) => {
      delete parts.answers;
      return {};
    },
  }),
  ...changesOf('evidence', 'other', {
    'the answers are two years old': ({ parts }) => {
      if (parts.answers) parts.answers.authored = `${Number(parts.at.slice(0, 4)) - 2}-01-15`;
      return {};
    },
    'the answers are another patient’s': ({ parts }) => {
      if (parts.answers) parts.answers.subject = { display: 'somebody else' };
      return {};
    },
  }),
  ...changesOf('evidence', 'contradictory', {
    'each answer is given twice, the other way': ({ parts }) => {
      const turned = (parts.answers?.item ?? []).flatMap((item) =>
        (item.answer ?? []).some(({ valueBoolean }) => valueBoolean !== undefined)
          ? [{ ...item, answer: (item.answer ?? []).map(({ valueBoolean }) => ({ valueBoolean: !valueBoolean })) }]
          : [],
      );
      if (parts.answers) parts.answers.item = [...(parts.answers.item ?? []), ...turned];
      return {};
    },
  }),
];
