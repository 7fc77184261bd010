import type { CaseFact, Question, ReviewCase, ReviewItem } from '../../../client/index.ts';
import { shortDay } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { ItemPill } from '../reviews/state-tag.tsx';

const text = enReviews.case;

const Service = ({ item: { sequence, codes, start, end, state, number, says } }: { readonly item: ReviewItem }) => (
  <li class="service">
    <p class="service-head">
      <span class="num">
        {sequence}. {codes.join(', ')}
      </span>
      <ItemPill state={state} />
      {number ? <span class="num small">{number}</span> : null}
    </p>
    {start && end ? <p class="muted small num">{text.on(shortDay(start), shortDay(end))}</p> : null}
    {says.map((one) => (
      <p key={one}>{said(one)}</p>
    ))}
  </li>
);

/** An answer by one of our questions is read as the question asks it. */
const nameOf = ({ fact, name }: CaseFact, questions: readonly Question[]): string =>
  questions.flatMap((one) => [one, ...one.parts]).find((one) => one.fact === fact)?.text ?? name;

const wordOf = ({ fact, value }: CaseFact, questions: readonly Question[]): string => {
  const asked = questions.flatMap((one) => [one, ...one.parts]).find((one) => one.fact === fact);
  if (value === 'true') return words.question.yes;
  if (value === 'false') return words.question.no;
  return asked?.options.find(({ code }) => code === value)?.name ?? said(value);
};

interface Props {
  readonly found: ReviewCase;
  readonly questions: readonly Question[];
}

/** What was asked for, and what came with it. */
export const CaseRequest = ({ found, questions }: Props) => {
  const { items, diagnoses, requester, insurer, documents, answers } = found;
  const facts = [
    [text.from, requester],
    [text.to, insurer],
    [text.diagnoses, diagnoses.join(', ')],
  ] as const;
  return (
    <>
      <section class="block" aria-labelledby="case-request">
        <h2 id="case-request">{text.request}</h2>
        <dl class="facts">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt class="muted small">{name}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <ul class="services" aria-label={text.services}>
          {items.map((item) => (
            <Service key={item.sequence} item={item} />
          ))}
        </ul>
      </section>
      <section class="block" aria-labelledby="case-documents">
        <h2 id="case-documents">{text.documents}</h2>
        {documents.length ? (
          <ul class="case-list">
            {documents.map(({ reference, title, date, type }) => (
              <li key={reference}>
                {said(title)}{' '}
                <span class="muted small num">{[type, date && shortDay(date)].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p class="muted">{text.noDocuments}</p>
        )}
      </section>
      <section class="block" aria-labelledby="case-answers">
        <h2 id="case-answers">{text.answers}</h2>
        {answers.length ? (
          <dl class="case-answers">
            {answers.map((one) => (
              <div key={`${one.reference} ${one.name}`}>
                <dt>{nameOf(one, questions)}</dt>
                <dd>
                  {wordOf(one, questions)} <span class="muted small num">{one.date ? shortDay(one.date) : ''}</span>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p class="muted">{text.noAnswers}</p>
        )}
      </section>
    </>
  );
};
