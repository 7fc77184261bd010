import type { Finding } from '../determination.ts';
import { type Check, judgedBy } from './check.ts';
import { isTest, listed } from './coded-line.ts';

/** An add-on needs its base on the same day. An order may travel without its siblings, so there it is a warning. */
export const addOnCheck: Check = {
  dataSet: judgedBy('procedures'),
  find: ({ lines, door }) =>
    lines.flatMap(({ procedure, code, line, date }): readonly Finding[] => {
      const { parents } = procedure ?? {};
      if (!parents || lines.some((other) => other.date === date && parents.includes(other.code))) return [];
      return [
        {
          id: 'add-on-without-base',
          severity: door === 'order' ? 'warning' : 'error',
          line,
          carc: '107',
          rarc: 'N122',
          says: `${code} is an add-on (${procedure?.says}); the service it belongs to is not here for that day.`,
          fix: `Report it with ${listed(parents, 'or')}, or remove ${code}.`,
        },
      ];
    }),
};

/** A drug or tracer alone says that the test was forgotten or stands on another message. */
export const agentCheck: Check = {
  find: ({ lines }) =>
    lines.flatMap(({ procedure, code, line, date }): readonly Finding[] => {
      const kind = procedure?.companion;
      if (kind !== 'agent' && kind !== 'tracer') return [];
      if (lines.some((other) => other.date === date && isTest(other))) return [];
      return [
        {
          id: `${kind}-without-test`,
          severity: 'warning',
          line,
          says: `${code} (${procedure?.says}) stands without a stress test on that day.`,
          fix: 'Add the test it was given for, or check the date.',
        },
      ];
    }),
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
