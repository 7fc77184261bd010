import { EmptyState } from '../../parts/empty-state.tsx';
import { words } from '../../words/words.ts';
import { DEMO_VISITS } from './filling.ts';

const text = words.today;

/** The demo day is being made: how far it is, in the place of rows that would move. */
export const Filling = ({ visits }: { readonly visits: number }) => (
  <div role="status">
    <EmptyState title={text.filling}>
      <p class="muted num">{text.filled(visits, DEMO_VISITS)}</p>
    </EmptyState>
  </div>
);
