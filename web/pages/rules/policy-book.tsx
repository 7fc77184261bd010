import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CoverageMap } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { today } from '../../clock.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { EvidenceTag } from '../../parts/evidence-tag.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { payersOf } from '../../state/payers.ts';
import { addDays, longDay, shortDay } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { DaySlider } from './day-slider.tsx';
import { PolicyCriteriaList } from './policy-criteria.tsx';
import { compareDays, type PolicySentence } from './policy-sentences.ts';

const text = words.rules;
const LEVELS = ['verified', 'secondary', 'illustrative'] as const;
const ICONS = { required: 'act', 'not-required': 'yes' } as const;
const SETTLE_MS = 150;

const iconOf = (answer: string) => (answer === 'required' || answer === 'not-required' ? ICONS[answer] : 'ask');

const Line = ({ line: { entry, says, was }, date }: { readonly line: PolicySentence; readonly date: string }) => {
  const { why, rule, effectiveFrom, retrieved, word, answer, level } = entry;
  const small = [
    rule && text.source(rule.id, rule.version),
    effectiveFrom && text.since(shortDay(effectiveFrom)),
    retrieved && text.read(shortDay(retrieved)),
  ].filter(Boolean);
  const tone = { act: 'act', yes: 'yes', ask: 'ask' }[iconOf(word === 'none' ? '' : answer)];
  return (
    <li class={`policy-line is-${tone}`}>
      <Icon name={iconOf(word === 'none' ? '' : answer)} />
      <div>
        <p class="policy-says">
          {says} <EvidenceTag level={LEVELS.find((one) => one === level)} />
        </p>
        {was ? (
          <p class="policy-was">
            <Icon name="swap" /> {text.was(was)}
          </p>
        ) : null}
        {why ? <p class="muted">{said(why)}</p> : null}
        {word === 'old-rule' ? <p class="muted">{text.old}</p> : null}
        {small.length ? <p class="muted small num">{small.join(' · ')}</p> : null}
        {word === 'none' ? null : <PolicyCriteriaList payer={entry.payer.code} group={entry.group} date={date} />}
      </div>
    </li>
  );
};

const Exceptions = ({ map }: { readonly map: CoverageMap }) => {
  const scopes: Readonly<Record<string, string>> = text.scopes;
  return map.notes.length ? (
    <section class="block" aria-labelledby="exceptions-title">
      <h2 id="exceptions-title">{text.exceptions}</h2>
      <ul class="policy">
        {map.notes.map(({ exception, scope, says, level }) => (
          <li key={exception} class="policy-line">
            <span class="tag">{scopes[scope] ?? scope}</span>
            <p>
              {said(says)} <EvidenceTag level={LEVELS.find((one) => one === level)} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
};

/** A payer's policy on a day in sentences, beside what it says on another one. */
export const PolicyBook = () => {
  const payers = useSignal<readonly (readonly [string, string])[]>([]);
  const payer = useSignal('');
  const day = useSignal(today());
  const other = useSignal(today());
  const maps = useSignal<{ readonly day: CoverageMap; readonly other: CoverageMap } | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const fail = (error: unknown): void => {
    problem.value = problemOf(error);
  };
  useEffect(() => {
    api()
      .coverageMap()
      .then((found) => {
        payers.value = payersOf(found);
      }, fail);
  }, []);
  const asked = [payer.value, day.value, other.value].join();
  useEffect(() => {
    if (!payer.value) return;
    let left = false;
    const read = (date: string) => api().coverageMap({ payer: payer.value, date });
    const timer = setTimeout(() => {
      Promise.all([read(day.value), read(other.value)]).then(([at, beside]) => {
        if (left) return;
        maps.value = { day: at, other: beside };
        problem.value = undefined;
      }, fail);
    }, SETTLE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const found = maps.value;
  const lines = found ? compareDays(found.day, found.other) : [];
  const differ = lines.filter(({ was }) => was !== undefined).length;
  return (
    <div class="policy-book">
      <div class="card stack">
        <SelectField
          label={text.payer}
          none={words.ask.choose}
          value={payer.value}
          options={payers.value}
          onChoose={(chosen) => {
            payer.value = chosen;
          }}
        />
        <TextField
          label={text.date}
          value={day.value}
          input={{ type: 'date' }}
          onText={(typed) => {
            if (typed) day.value = typed;
          }}
        />
        <DaySlider
          label={text.slider}
          from={addDays(today(), -365)}
          days={730}
          value={day.value}
          onDay={(moved) => {
            day.value = moved;
          }}
        />
        <TextField
          label={text.compare}
          value={other.value}
          input={{ type: 'date' }}
          onText={(typed) => {
            if (typed) other.value = typed;
          }}
        />
      </div>
      <div class="order-main">
        {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
        {found && payer.value ? (
          <>
            <section class="block" aria-live="polite" aria-labelledby="policy-day">
              <h2 id="policy-day">
                {longDay(found.day.date)} <span class="muted num">{found.day.date.slice(0, 4)}</span>
              </h2>
              {day.value === other.value ? null : <p class="muted">{differ ? text.differs(differ) : text.same}</p>}
              <ul class="policy">
                {lines.map((line) => (
                  <Line key={`${line.entry.payer.code} ${line.entry.group}`} line={line} date={found.day.date} />
                ))}
              </ul>
            </section>
            <Exceptions map={found.day} />
          </>
        ) : (
          <EmptyState title={text.choose} says={text.chooseSays} />
        )}
      </div>
    </div>
  );
};
