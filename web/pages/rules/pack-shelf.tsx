import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Pack } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { toast } from '../../parts/toast.tsx';
import { ago } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { PackDetail } from './pack-detail.tsx';

const text = words.rules;
const keyOf = ({ id, version }: Pick<Pack, 'id' | 'version'>): string => `${id} ${version}`;

const Upload = ({ onUpload }: { readonly onUpload: (file: File) => void }) => (
  <label class="button upload">
    {text.upload}
    <input
      class="visually-hidden"
      type="file"
      accept="application/json,.json"
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? [];
        if (file) onUpload(file);
        currentTarget.value = '';
      }}
    />
  </label>
);

/** The tenant's own rules: versions, and one of them with its steps. */
export const PackShelf = () => {
  const packs = useSignal<readonly Pack[] | undefined>(undefined);
  const chosen = useSignal<Pick<Pack, 'id' | 'version'> | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const fail = (error: unknown): void => {
    problem.value = problemOf(error);
  };
  const read = (): void => {
    api()
      .packs()
      .then((found) => {
        packs.value = found.toReversed();
      }, fail);
  };
  useEffect(read, []);
  const upload = (file: File): void => {
    file
      .text()
      .then((pack) => api().uploadPack(pack))
      .then((uploaded) => {
        problem.value = undefined;
        chosen.value = { id: uploaded.id, version: uploaded.version };
        toast(text.uploaded);
        read();
      })
      .catch(fail);
  };
  const found = packs.value;
  if (!found) return problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null;
  const current = chosen.value;
  return (
    <div class="policy-book">
      <div class="stack">
        <Upload onUpload={upload} />
        {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
        {found.length ? (
          <nav aria-label={text.list}>
            <ul class="shelf">
              {found.map((pack) => (
                <li key={keyOf(pack)}>
                  <button
                    type="button"
                    class="shelf-row"
                    aria-current={current && keyOf(current) === keyOf(pack) ? 'true' : undefined}
                    onClick={() => {
                      chosen.value = { id: pack.id, version: pack.version };
                    }}
                  >
                    <strong class="num">{text.version(pack.id, pack.version)}</strong>
                    <span class={`tag is-pack-${pack.state}`}>{text.states[pack.state]}</span>
                    <span class="muted small">{text.by(pack.uploaded.by, ago(pack.uploaded.at))}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </div>
      {current ? (
        <PackDetail id={current.id} version={current.version} onChange={read} />
      ) : found.length ? (
        <EmptyState title={text.pick} says={text.pickSays} />
      ) : (
        <EmptyState title={text.noPacks} says={text.noPacksSays} />
      )}
    </div>
  );
};
