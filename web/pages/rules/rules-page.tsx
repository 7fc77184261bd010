import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Tabs } from '../../parts/tabs.tsx';
import { mayWriteRules } from '../../state/roles.ts';
import { words } from '../../words/words.ts';
import { PackShelf } from './pack-shelf.tsx';
import { PolicyBook } from './policy-book.tsx';

const text = words.rules;

/** What the rules say, and how a tenant changes them. */
export const RulesPage = () => {
  const tab = useSignal<'policy' | 'packs'>('policy');
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
  }, []);
  return (
    <div class="view">
      <h1>{text.title}</h1>
      <Tabs
        label={text.tabs}
        chosen={tab.value}
        tabs={[
          ['policy', text.policy, () => <PolicyBook />],
          ...(mayWriteRules.value ? [['packs', text.packs, () => <PackShelf />] as const] : []),
        ]}
        onChoose={(name) => {
          tab.value = name;
        }}
      />
    </div>
  );
};
