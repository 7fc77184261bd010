import { useSignal } from '@preact/signals';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { words } from '../../words/words.ts';
import { CancelList } from './cancel-list.tsx';
import { lostVisits } from './compare-days.ts';
import { opened, visits } from './day-store.ts';

const text = words.today;

/** Visits that were ready when the list was opened, and are not any more. */
export const Lost = () => {
  const shown = useSignal(false);
  const lost = lostVisits(opened.value, visits.value ?? []);
  return lost.length ? (
    <>
      <Notice tone="no" says={text.lost(lost.length)}>
        <Button
          onPress={() => {
            shown.value = true;
          }}
        >
          {text.cancelList}
        </Button>
      </Notice>
      {shown.value ? (
        <CancelList
          visits={lost}
          onClose={() => {
            shown.value = false;
          }}
        />
      ) : null}
    </>
  ) : null;
};
