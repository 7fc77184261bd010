import { signal } from '@preact/signals';
import { Button } from './button.tsx';

interface Message {
  readonly says: string;
  readonly action?: { readonly word: string; readonly run: () => void };
}

const SHOWN_MS = 6_000;
/** How long an undo is offered. */
const ACTION_MS = 10_000;

const message = signal<Message | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

export const toast = (says: string, action?: Message['action']): void => {
  clearTimeout(timer);
  message.value = { says, ...(action ? { action } : {}) };
  timer = setTimeout(
    () => {
      message.value = undefined;
    },
    action ? ACTION_MS : SHOWN_MS,
  );
};

/** What just happened; a live region, so that it is read out without taking the focus. */
export const Toasts = () => {
  const shown = message.value;
  return (
    <div class="toasts" role="status">
      {shown ? (
        <div class="toast">
          <p>{shown.says}</p>
          {shown.action ? (
            <Button
              onPress={() => {
                message.value = undefined;
                shown.action?.run();
              }}
            >
              {shown.action.word}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
};
