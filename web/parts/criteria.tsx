import type { Criterion, Determination } from '../../client/index.ts';
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
        {criterion.says}
      </p>
      <p class="muted small">
        {criterion.cite} <EvidenceTag level={criterion.level} />
      </p>
    </div>
  </li>
);

/** Criteria with their source and how well it is founded. */
export const Criteria = ({ determination }: { readonly determination: Determination }) => {
  const { criteria, reasons } = determination;
  return (
    <section class="block" aria-labelledby="criteria-title">
      <h2 id="criteria-title">{text.criteria}</h2>
      {reasons.map((says) => (
        <p key={says}>{says}</p>
      ))}
      {criteria.length === 0 ? <p class="muted">{text.noCriteria}</p> : null}
      {RESULTS.map(([result, word, icon]) => {
        const found = criteria.filter((one) => one.result === result);
        return found.length ? (
          <div key={result} class="criteria-group">
            <h3>
              {word} <span class="muted num">{found.length}</span>
            </h3>
            <ul>
              {found.map((one) => (
                <CriterionRow key={one.id} criterion={one} icon={icon} word={word} />
              ))}
            </ul>
          </div>
        ) : null;
      })}
    </section>
  );
};
