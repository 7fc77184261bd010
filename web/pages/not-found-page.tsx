import { useLocation } from 'preact-iso';
import { EmptyState } from '../parts/empty-state.tsx';
import { startPage, views } from '../state/views.ts';
import { words } from '../words/words.ts';

const Start = ({ word }: { readonly word: string }) => (
  <a class="button" href={startPage.value ?? '/'}>
    {word}
  </a>
);

/** An address that leads nowhere, or nowhere for this person. */
export const NotFoundPage = ({ isOurs }: { readonly isOurs: (path: string) => boolean }) => {
  const { path } = useLocation();
  if (views.value.length === 0) return <EmptyState alone title={words.noViews.title} says={words.noViews.says} />;
  const { title, says, button } = isOurs(path) ? words.notYours : words.notFound;
  return (
    <EmptyState alone title={title} says={says}>
      <Start word={button} />
    </EmptyState>
  );
};
