import { useEffect } from 'preact/hooks';
import { Tabs } from '../../parts/tabs.tsx';
import { useFragment } from '../../state/fragment.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { words } from '../../words/words.ts';
import { PayerExchanges } from './payer-exchanges.tsx';
import { Situations } from './situations.tsx';

const text = enExchange;
const VIEWS = ['situations', 'payers'] as const;
type View = (typeof VIEWS)[number];

/** What goes over the wire: situations of the sandbox to fire, and every exchange with a payer. */
export const ExchangePage = () => {
  const asked = useFragment();
  const chosen = VIEWS.find((view) => view === asked) ?? 'situations';
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
  }, []);
  return (
    <div class="view">
      <header class="view-head">
        <h1>{text.title}</h1>
        <p class="muted">{text.says}</p>
      </header>
      <Tabs<View>
        label={text.views}
        chosen={chosen}
        tabs={[
          ['situations', text.situations, () => <Situations />],
          ['payers', text.payers, () => <PayerExchanges />],
        ]}
        onChoose={(view) => {
          location.hash = view;
        }}
      />
    </div>
  );
};
