import type { CardWriter } from './card.ts';

/** The claim would fail as coded, and how to fix it. */
export const coding: CardWriter = (said) =>
  said.flatMap((one) => {
    const errors = one.determination.findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (!first) return [];
    return [
      {
        topic: 'claim' as const,
        about: one,
        summary: `Coding: ${first.says}`,
        detail: errors.map(({ says, fix }) => `- ${says} ${fix}`).join('\n'),
        indicator: 'warning' as const,
      },
    ];
  });
