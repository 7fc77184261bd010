import { useLocation } from 'preact-iso';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { session, tenant } from '../state/session.ts';
import { words } from '../words/words.ts';
import { helpOpen } from './help-open.ts';

const VIEWS = [
  ['/today', words.nav.today],
  ['/ask', words.nav.ask],
  ['/claims', words.nav.claims],
  ['/rules', words.nav.rules],
  ['/exchange', words.nav.exchange],
] as const;

/** Order belongs to Today, and the root is Today. */
const viewOf = (path: string): string => (path === '/' || path === '/order' ? '/today' : path);

const named = (id: string): string => {
  const own: Readonly<Record<string, string>> = words.tenant.names;
  return own[id] ?? id;
};

const TenantChoice = () => {
  const current = session.value;
  if (!current || current.mode === 'signed-out') return null;
  if (current.user) return <span class="muted small">{words.tenant.signedInAs(current.user.name)}</span>;
  if (current.tenants.length < 2) return null;
  return (
    <label class="tenant">
      <span class="muted small">{words.tenant.label}</span>
      <select
        class="input is-inline"
        value={tenant.value ?? ''}
        onChange={({ currentTarget }) => {
          tenant.value = currentTarget.value;
        }}
      >
        {current.tenants.map((id) => (
          <option key={id} value={id}>
            {named(id)}
          </option>
        ))}
      </select>
    </label>
  );
};

export const TopBar = () => {
  const { path } = useLocation();
  return (
    <header class="bar">
      <a class="brand" href="/today">
        <Icon name="pulse" />
        {words.product}
      </a>
      <nav class="nav" aria-label={words.nav.label}>
        <ul>
          {VIEWS.map(([to, word]) => (
            <li key={to}>
              <a href={to} aria-current={viewOf(path) === to ? 'page' : undefined}>
                {word}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="bar-end">
        <TenantChoice />
        <Button
          kind="quiet"
          icon="ask"
          label={words.keys.help}
          onPress={() => {
            helpOpen.value = true;
          }}
        />
      </div>
    </header>
  );
};
