import type { State } from '../../client/index.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

interface Props {
  /** Missing: not told, which is never shown as ready. */
  readonly state: State | undefined;
  /** Time of the last answer, where the service does not answer now. */
  readonly since?: string;
}

/** Where a visit stands: icon, word and color say the same. */
export const StatePill = ({ state, since }: Props) => {
  const shown = since || !state ? 'unchecked' : state;
  const word = since ? words.states.uncheckedSince(since) : words.states[shown];
  return (
    <span class={`pill is-${shown}`}>
      <Icon name={shown} />
      {word}
    </span>
  );
};
