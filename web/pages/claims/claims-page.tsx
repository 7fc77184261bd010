import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CheckedClaim, CoverageMap } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Choices, SelectField, TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { toast } from '../../parts/toast.tsx';
import { payersOf } from '../../state/payers.ts';
import { words } from '../../words/words.ts';
import { changesBetween, draftOf, isCode, NEW_CLAIM, NEW_LINE, type TypedClaim } from './claim-draft.ts';
import { ClaimLine } from './claim-line.tsx';
import { BeforeAfter, LineFindings } from './line-findings.tsx';

const text = words.claims;

interface Checked {
  readonly claim: TypedClaim;
  readonly answer: CheckedClaim;
  /** The claim before, where it was changed since. */
  readonly before: TypedClaim | undefined;
}

const isComplete = ({ payer, lines }: TypedClaim): boolean => payer !== '' && lines.every(({ code }) => isCode(code));

const Result = ({ checked }: { readonly checked: Checked }) => {
  const { answer, before, claim } = checked;
  const count = answer.lines.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'information');
  const state = answer.lines.map((line) => line.state).find((one) => one !== undefined);
  return (
    <section class="claim-result" aria-live="polite">
      <div class="claim-told">
        <StatePill state={state} />
        <span class="muted">{text.objections(count.length)}</span>
      </div>
      <Sentence says={answer.disposition} />
      {before && changesBetween(before, claim).length ? (
        <details>
          <summary>{text.changed}</summary>
          <BeforeAfter before={before} after={claim} />
        </details>
      ) : null}
    </section>
  );
};

/** A claim, checked before it is filed. It is kept in this page alone: not in its address, and not in the browser. */
export const ClaimsPage = () => {
  const claim = useSignal<TypedClaim>(NEW_CLAIM);
  const checked = useSignal<Checked | undefined>(undefined);
  const asked = useSignal(false);
  const busy = useSignal(false);
  const map = useSignal<CoverageMap | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const fail = (error: unknown): void => {
    problem.value = problemOf(error);
  };
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
    api()
      .coverageMap()
      .then((found) => {
        map.value = found;
      }, fail);
  }, []);
  const current = claim.value;
  const change = (changed: Partial<TypedClaim>): void => {
    claim.value = { ...current, ...changed };
  };
  const check = async (next: TypedClaim): Promise<void> => {
    asked.value = true;
    claim.value = next;
    if (busy.value || !isComplete(next)) return;
    busy.value = true;
    try {
      const answer = await api().checkClaim(draftOf(next));
      checked.value = { claim: next, answer, before: checked.value?.claim };
      problem.value = undefined;
    } catch (error) {
      fail(error);
    }
    busy.value = false;
  };
  const apply = (fixed: TypedClaim): void => {
    void check(fixed).then(() => toast(text.applied));
  };
  const told = checked.value;
  const isStale = told !== undefined && told.claim !== current;
  return (
    <form
      class="claim"
      onSubmit={(event) => {
        event.preventDefault();
        void check(current);
      }}
    >
      <header class="ask-head">
        <h1>{text.title}</h1>
        <p class="muted">{text.says}</p>
      </header>
      <div class="card stack claim-form">
        <SelectField
          label={text.payer}
          none={words.ask.choose}
          value={current.payer}
          {...(asked.value && !current.payer ? { fault: text.needPayer } : {})}
          options={payersOf(map.value)}
          onChoose={(payer) => change({ payer })}
        />
        <Choices
          label={text.kind}
          value={current.kind}
          options={Object.entries(text.kinds)}
          onChoose={(kind) => change({ kind: kind === 'institutional' ? kind : 'professional' })}
        />
        <TextField
          label={text.diagnoses}
          says={text.diagnosesSays}
          value={current.diagnoses}
          input={{ code: true, maxLength: 120 }}
          onText={(diagnoses) => change({ diagnoses: diagnoses.toUpperCase() })}
        />
        <TextField
          label={text.number}
          optional
          value={current.number}
          input={{ code: true, maxLength: 60 }}
          onText={(number) => change({ number })}
        />
      </div>
      <div class="claim-main">
        {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
        {told ? <Result checked={told} /> : null}
        {isStale ? <Notice tone="wait" says={text.stale} /> : null}
        <section class="block" aria-labelledby="claim-lines">
          <h2 id="claim-lines">{text.lines}</h2>
          {current.lines.map((line, index) => (
            <div key={index} class="claim-entry">
              <ClaimLine
                line={line}
                number={index + 1}
                asked={asked.value}
                onChange={(changed) =>
                  change({ lines: current.lines.map((one, at) => (at === index ? { ...one, ...changed } : one)) })
                }
                onRemove={
                  current.lines.length > 1
                    ? () => change({ lines: current.lines.filter((_, at) => at !== index) })
                    : undefined
                }
              />
              {isStale ? null : (
                <LineFindings
                  claim={current}
                  line={told?.answer.lines.find((one) => one.line === index + 1)}
                  onApply={apply}
                />
              )}
            </div>
          ))}
        </section>
        <div class="choices">
          <Button submit kind="main" {...(busy.value ? { off: words.loading } : {})}>
            {text.check}
          </Button>
          <Button
            onPress={() =>
              change({ lines: [...current.lines, { ...NEW_LINE, serviced: current.lines.at(-1)?.serviced ?? '' }] })
            }
          >
            {text.add}
          </Button>
        </div>
      </div>
    </form>
  );
};
