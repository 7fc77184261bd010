import type { ReviewItemState, ReviewState } from '../../../client/index.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { enReviews } from '../../words/en-reviews.ts';

type Tone = Extract<IconName, 'yes' | 'act' | 'wait' | 'no' | 'ask' | 'unchecked'>;

const REQUEST: Readonly<Record<ReviewState, Tone>> = {
  pended: 'act',
  'partly-decided': 'act',
  decided: 'unchecked',
  cancelled: 'unchecked',
};
const ITEM: Readonly<Record<ReviewItemState, Tone>> = {
  certified: 'yes',
  modified: 'wait',
  'partly-certified': 'wait',
  'not-required': 'yes',
  referred: 'ask',
  pended: 'act',
  denied: 'no',
  cancelled: 'unchecked',
};

const Pill = ({ tone, word }: { readonly tone: Tone; readonly word: string }) => (
  <span class={`pill is-${tone}`}>
    <Icon name={tone} />
    {word}
  </span>
);

export const RequestPill = ({ state }: { readonly state: ReviewState }) => (
  <Pill tone={REQUEST[state]} word={enReviews.reviews.states[state]} />
);
export const ItemPill = ({ state }: { readonly state: ReviewItemState }) => (
  <Pill tone={ITEM[state]} word={enReviews.reviews.items[state]} />
);
