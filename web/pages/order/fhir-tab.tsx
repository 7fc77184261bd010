import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OrderRecord } from '../../../client/index.ts';
import { api, problemOf } from '../../api.ts';
import { words } from '../../words/words.ts';

const text = words.order;
/** A part that scrolls takes the focus, so that keys can scroll it. */
const SCROLLS = { tabIndex: 0 } as const;

const Resource = ({ title, path }: { readonly title: string; readonly path: string }) => {
  const json = useSignal('');
  useEffect(() => {
    api()
      .read(path)
      .then(
        (found) => {
          json.value = JSON.stringify(found, undefined, 2);
        },
        (error: unknown) => {
          json.value = problemOf(error).says;
        },
      );
  }, [path]);
  return (
    <section class="stack-small">
      <h2>{title}</h2>
      <pre {...SCROLLS} class="json">
        {json.value || words.loading}
      </pre>
    </section>
  );
};

/** The record and its answer as the API returns them: the last tab, for those who read FHIR. */
export const FhirTab = ({ record }: { readonly record: OrderRecord }) => (
  <div class="stack">
    <p class="muted">{text.fhirSays}</p>
    <Resource title={text.fhirRecord} path={`/r4/Task/${encodeURIComponent(record.id)}`} />
    {record.answerId ? (
      <Resource title={text.fhirAnswer} path={`/r4/CoverageEligibilityResponse/${record.answerId}`} />
    ) : null}
  </div>
);
