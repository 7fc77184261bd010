import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly says?: string;
  /** It is all there is on the page. */
  readonly alone?: boolean;
  readonly children?: ComponentChildren;
}

/** Nothing to show: why, and what to do about it. */
export const EmptyState = ({ title, says, alone, children }: Props) => (
  <div class="empty">
    {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
    {says ? <p class="muted">{says}</p> : null}
    {children}
  </div>
);
