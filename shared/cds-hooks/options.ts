import type { HookCall, OptionCode } from './hook-service.ts';

/** An option's text in discovery, and its default. */
interface Option {
  readonly type: 'boolean' | 'integer';
  readonly name: string;
  readonly description: string;
  readonly default: boolean | number;
}

const MOST_CARDS = 10;

export const OPTIONS: Readonly<Record<OptionCode, Option>> = {
  'coverage-info': {
    type: 'boolean',
    name: 'Coverage information',
    description: 'Put on the order whether it is covered, whether authorization is needed and what is missing.',
    default: true,
  },
  'appropriate-use': {
    type: 'boolean',
    name: 'Missing facts',
    description: 'Put on the card what the criteria say, and the questions that decide.',
    default: true,
  },
  claim: {
    type: 'boolean',
    name: 'Coding',
    description: 'Show a card when the claim would fail as the test is coded.',
    default: true,
  },
  guideline: {
    type: 'boolean',
    name: 'Policy',
    description: 'Put on the card the link to the policy, where it has a page.',
    default: true,
  },
  insurance: {
    type: 'boolean',
    name: 'Coverage and authorization',
    description:
      'Show a card with what the coverage says: whether authorization is needed or on file, that no active coverage can be found, or that an order could not be looked at.',
    default: true,
  },
  'therapy-alternatives-opt': {
    type: 'boolean',
    name: 'Other tests',
    description: 'Propose on the card another test that is better supported or needs no authorization.',
    default: true,
  },
  'max-cards': {
    type: 'integer',
    name: 'Number of cards',
    description: 'Show no more cards than this, the most important first.',
    default: MOST_CARDS,
  },
};

/** Only an advertised option can be set, and only to a value of its type; all else is ignored. */
export const isOn = ({ service, configuration }: HookCall, code: OptionCode): boolean =>
  service.options.includes(code) && configuration[code] !== false;

export const cardLimit = ({ configuration }: HookCall): number => {
  const asked = configuration['max-cards'];
  return typeof asked === 'number' && Number.isInteger(asked) && asked >= 0 ? asked : MOST_CARDS;
};
