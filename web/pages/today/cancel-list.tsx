import type { Visit } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { siteTime } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { keyOf } from './visit-key.ts';

const text = words.today;

const lineOf = ({ start, patient, test, codes, reasons, nextStep }: Visit): readonly string[] => [
  (start && siteTime(start)) ?? text.noTime,
  patient?.name ?? text.noName,
  test ?? codes.join(', '),
  said(reasons[0]?.says ?? nextStep),
];

const copy = async (visits: readonly Visit[]): Promise<void> => {
  await navigator.clipboard.writeText(visits.map((visit) => lineOf(visit).join('\t')).join('\n'));
  toast(text.copied);
};

/** Booked visits whose answer flipped: whom to call before they come. */
export const CancelList = ({
  visits,
  onClose,
}: {
  readonly visits: readonly Visit[];
  readonly onClose: () => void;
}) => (
  <Dialog wide title={text.cancelTitle} onClose={onClose}>
    <p class="muted">{text.cancelSays}</p>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{text.columns.time}</th>
          <th scope="col">{text.columns.patient}</th>
          <th scope="col">{text.columns.test}</th>
          <th scope="col">{text.columns.reason}</th>
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr key={keyOf(visit)}>
            {lineOf(visit).map((cell, index) => (
              <td key={COLUMN[index]} class={index === 0 ? 'num' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <div class="dialog-foot">
      <Button onPress={() => print()}>{text.print}</Button>
      <Button kind="main" onPress={() => void copy(visits)}>
        {text.copy}
      </Button>
    </div>
  </Dialog>
);

const COLUMN = ['time', 'patient', 'test', 'reason'] as const;
