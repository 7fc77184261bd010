import { useLocation } from 'preact-iso';
import { Button } from '../../parts/button.tsx';
import { session, tenant } from '../../state/session.ts';
import { words } from '../../words/words.ts';

/** In open mode the tenant the page starts in holds a day to look at; elsewhere there is only a list to drop. */
export const DemoDay = () => {
  const { route } = useLocation();
  const current = session.value;
  const hasDemo = current?.mode === 'open' && current.tenants.length > 1;
  return (
    <>
      <p class="muted">{hasDemo ? words.today.emptySays : words.today.emptySaysOnly}</p>
      {hasDemo ? (
        <Button
          onPress={() => {
            tenant.value = current.tenant;
            route('/today');
          }}
        >
          {words.today.loadDemo}
        </Button>
      ) : null}
    </>
  );
};
