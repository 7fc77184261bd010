import type { State, Visit } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { clockTime, longDay } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { changes, checkedAt, filling, loadMore, next, problem, refresh, showWaiting, visits } from './day-store.ts';
import { DemoDay } from './demo-day.tsx';
import { Filling } from './filling-day.tsx';
import type { Group } from './group-visits.ts';
import { Lost } from './lost.tsx';
import { VisitList } from './visit-list.tsx';

const text = words.today;

const Failed = () => {
  const known = checkedAt.value;
  return problem.value ? (
    <Notice
      tone="no"
      says={problem.value.code === 'offline' && known ? text.failed(clockTime(known)) : problem.value.says}
      more={known ? text.failedSays(clockTime(known)) : problem.value.fix || text.failedFirst}
    >
      <Button onPress={() => void refresh()}>{words.retry}</Button>
    </Notice>
  ) : null;
};

const Changed = () => {
  const count = changes();
  return count ? (
    <Notice tone="act" says={text.changed(count)}>
      <Button onPress={showWaiting}>{text.showChanges}</Button>
    </Notice>
  ) : null;
};

interface Props {
  readonly day: string;
  readonly groups: readonly Group[];
  readonly folded: ReadonlySet<State>;
  readonly selected: string | undefined;
  readonly since?: string;
  readonly onFold: (state: State) => void;
  readonly onAct: (visit: Visit) => void;
  readonly onClear: () => void;
}

const Rows = ({ day, groups, onClear, ...list }: Props) => {
  const all = visits.value;
  if (filling.value !== undefined) return <Filling visits={filling.value} />;
  if (!all) return problem.value ? null : <p class="muted">{words.loading}</p>;
  if (all.length === 0)
    return (
      <EmptyState title={text.empty(longDay(day))}>
        <DemoDay />
      </EmptyState>
    );
  if (groups.length === 0)
    return (
      <EmptyState title={text.noMatch}>
        <Button onPress={onClear}>{text.clearFilters}</Button>
      </EmptyState>
    );
  return <VisitList groups={groups} {...list} />;
};

/** What is to be said of the day as a whole, and its rows. */
export const DayBody = (props: Props) => (
  <>
    <div class="notices">
      <Failed />
      <Changed />
      <Lost />
    </div>
    <Rows {...props} />
    {next.value ? (
      <div class="more no-print">
        <Button onPress={() => void loadMore()}>{text.more}</Button>
      </div>
    ) : null}
  </>
);
