import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  readonly children?: ComponentChildren;
  /** Its name, where it shows an icon only. */
  readonly label?: string;
  readonly icon?: IconName;
  /** Key that does the same. */
  readonly press?: string;
  readonly kind?: 'main' | 'quiet';
  /** Why it does nothing now. It stays reachable, so that the reason can be read. */
  readonly off?: string;
  readonly submit?: boolean;
  readonly expanded?: boolean;
  readonly tabIndex?: number;
  readonly onPress?: (event: MouseEvent) => void;
}

export const Button = ({ children, label, icon, press, kind, off, submit, expanded, tabIndex, onPress }: Props) => (
  <button
    type={submit ? 'submit' : 'button'}
    class={`button${kind ? ` is-${kind}` : ''}${children ? '' : ' is-icon'}`}
    aria-label={label}
    title={off ?? label}
    aria-disabled={off ? 'true' : undefined}
    aria-expanded={expanded}
    aria-keyshortcuts={press}
    tabIndex={tabIndex}
    onClick={(event) => {
      if (off) event.preventDefault();
      else onPress?.(event);
    }}
  >
    {icon ? <Icon name={icon} /> : null}
    {children}
    {press && children ? (
      <span class="kbd" aria-hidden="true">
        {press}
      </span>
    ) : null}
  </button>
);
