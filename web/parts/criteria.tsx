import type { Criterion, Determination } from '../../client/index.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { EvidenceTag } from './evidence-tag.tsx';
import { Icon, type IconName } from './icon.tsx';

const text = words.order;

/** Most urgent first: what speaks against it, what is open, what is met. */
const RESULTS = [
  ['not-met', text.notMet, 'close'],
  ['unknown', text.open, 'ask'],
  ['met', text.met, 'yes'],
] as const satisfies readonly (readonly [Criterion['result'], string, IconName])[];

const CriterionRow = ({ criterion, icon, word }: { criterion: Criterion; icon: IconName; word: string }) => (
  <li class={`criterion is-${criterion.result}`}>
    <Icon name={icon} />
    <div>
      <p>
        <span class="visually-hidden">{word}: </span>
        {said(criterion.says)}
      </p>
      <p class="muted small">
        {said(criterion.cite)} <EvidenceTag level={criterion.level} />
      </p>
    </div>
  </li>
);

interface GroupProps {
  readonly result: Criterion['result'];
  readonly word: string;
  readonly icon: IconName;
  readonly criteria: readonly Criterion[];
  readonly folds: boolean;
}

/** More than this of one result is folded: a guideline lists many reasons, and few of them are about this patient. */
const SHOWN = 4;

const Group = ({ result, word, icon, criteria, folds }: GroupProps) => {
  const found = criteria.filter((one) => one.result === result);
  const list = (
    <ul>
      {found.map((one) => (
        <CriterionRow key={one.id} criterion={one} icon={icon} word={word} />
      ))}
    </ul>
  );
  const title = (
    <>
      {word} <span class="muted num">{found.length}</span>
    </>
  );
  if (found.length === 0) return null;
  if (folds && found.length > SHOWN)
    return (
      <details class="criteria-group">
        <summary>{title}</summary>
        {list}
      </details>
    );
  return (
    <div class="criteria-group">
      <h3>{title}</h3>
      {list}
    </div>
  );
};

interface Props {
  readonly determination: Determination;
  /** Where a page shows several. */
  readonly id?: string;
  readonly title?: string;
}

/** Criteria with their source and how well it is founded. */
export const Criteria = ({ determination, id = 'criteria-title', title = text.criteria }: Props) => {
  const { criteria, reasons } = determination;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {reasons.map((says) => (
        <p key={says}>{said(says)}</p>
      ))}
      {criteria.length === 0 ? <p class="muted">{text.noCriteria}</p> : null}
      {RESULTS.map(([result, word, icon]) => (
        <Group
          key={result}
          result={result}
          word={word}
          icon={icon}
          criteria={criteria}
          // What is not met is the point only where nothing is open or met.
          folds={result !== 'unknown' && criteria.some((one) => one.result !== result)}
        />
      ))}
    </section>
  );
};
