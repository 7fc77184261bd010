import type { PolicyLink } from '../said.ts';
import type { CardWriter } from './card.ts';

const wordsOf = ({ title, retrieved }: PolicyLink): string =>
  retrieved ? `${title}; as read on ${retrieved}.` : title;

/** A link to the policy, when it is what holds up the test. */
export const policy: CardWriter = (said) =>
  said.flatMap((one) => {
    const { policy: source, determination, payer } = one;
    const { role, authorizationRequired, necessity, paNeeded } = determination;
    const matters = (authorizationRequired === true && paNeeded !== 'satisfied') || necessity === 'not-met';
    if (!source || role !== 'test' || !matters) return [];
    const whose = payer ? ` of ${payer}` : '';
    return [
      {
        topic: 'guideline' as const,
        about: one,
        summary: `The policy${whose} on this stress test`,
        detail: wordsOf(source),
        indicator: 'info' as const,
        links: [{ label: 'Open the policy', url: source.address, type: 'absolute' as const }],
      },
    ];
  });
