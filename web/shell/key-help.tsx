import { Dialog } from '../parts/dialog.tsx';
import { Choices } from '../parts/field.tsx';
import { useKeys } from '../state/keys.ts';
import { keysOn, look } from '../state/preferences.ts';
import { words } from '../words/words.ts';
import { helpOpen } from './help-open.ts';

const { list, looks } = words.keys;
const KEYS = [
  [['j', 'k'], list.move],
  [['Enter'], list.open],
  [['Esc'], list.back],
  [['e'], list.action],
  [['r'], list.record],
  [['/'], list.search],
  [['?'], list.help],
] as const;

const Help = () => (
  <Dialog
    title={words.keys.title}
    onClose={() => {
      helpOpen.value = false;
    }}
  >
    <dl class="keys-list">
      {KEYS.map(([keys, word]) => [
        <dt key={word}>
          {keys.map((key) => (
            <kbd key={key} class="kbd">
              {key}
            </kbd>
          ))}
        </dt>,
        <dd key={`${word}-says`}>{word}</dd>,
      ])}
    </dl>
    <div>
      <label class="check">
        <input
          type="checkbox"
          checked={keysOn.value}
          onChange={({ currentTarget }) => {
            keysOn.value = currentTarget.checked;
          }}
        />
        {words.keys.on}
      </label>
      <p class="muted small">{words.keys.onSays}</p>
    </div>
    <Choices
      label={words.keys.look}
      value={look.value}
      options={[
        ['system', looks.system],
        ['light', looks.light],
        ['dark', looks.dark],
      ]}
      onChoose={(value) => {
        look.value = value === 'light' || value === 'dark' ? value : 'system';
      }}
    />
  </Dialog>
);

/** The keys of the page, what turns them off, and how it looks. */
export const KeyHelp = () => {
  useKeys({
    '?': () => {
      helpOpen.value = true;
    },
  });
  return helpOpen.value ? <Help /> : null;
};
