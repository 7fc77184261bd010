import { useLocation } from 'preact-iso';
import { problemOf, signOut } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { toast } from '../parts/toast.tsx';
import { session, tenant } from '../state/session.ts';
import { views } from '../state/views.ts';
import { words } from '../words/words.ts';
import { helpOpen } from './help-open.ts';

/** An order belongs to Today, a case to Reviews, and the root is Today. */
const VIEWS: Readonly<Record<string, string>> = { '/': '/today', '/order': '/today', '/review': '/reviews' };
const viewOf = (path: string): string => VIEWS[path] ?? path;

const named = (id: string): string => {
  const own: Readonly<Record<string, string>> = words.tenant.names;
  return own[id] ?? id;
};

const SignedIn = ({ name }: { readonly name: string }) => (
  <>
    <span class="muted small signed-in">{words.tenant.signedInAs(name)}</span>
    <Button
      kind="quiet"
      onPress={() => {
        signOut().catch((error: unknown) => toast(problemOf(error).says));
      }}
    >
      {words.tenant.signOut}
    </Button>
  </>
);

const TenantChoice = () => {
  const current = session.value;
  if (!current || current.mode === 'signed-out') return null;
  if (current.user) return <SignedIn name={current.user.name} />;
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
  const shown = session.value && session.value.mode !== 'signed-out' ? views.value : [];
  return (
    <header class="bar">
      <a class="brand" href="/">
        <Icon name="pulse" />
        {words.product}
      </a>
      <nav class="nav" aria-label={words.nav.label}>
        <ul>
          {shown.map(({ path: to, name }) => (
            <li key={to}>
              <a href={to} aria-current={viewOf(path) === to ? 'page' : undefined}>
                {words.nav[name]}
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
