import { documentWord } from '../words/document-word.ts';
import { words } from '../words/words.ts';

/** What the payer wants to see with the request. */
export const Documents = ({ kinds }: { readonly kinds: readonly string[] }) =>
  kinds.length ? (
    <section class="stack-small" aria-labelledby="documents-title">
      <h3 id="documents-title">{words.order.documents}</h3>
      <ul class="tags">
        {kinds.map((kind) => (
          <li key={kind} class="tag">
            {documentWord(kind)}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
