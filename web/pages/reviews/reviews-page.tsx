import { useEffect } from 'preact/hooks';
import { useFragment } from '../../state/fragment.ts';
import { words } from '../../words/words.ts';
import { CasePage } from './case-page.tsx';
import { ReviewQueue } from './review-queue.tsx';

/** The payer's side: what waits for a reviewer, and one case of it. */
export const ReviewsPage = () => {
  const id = useFragment();
  useEffect(() => {
    document.title = `${id ? words.case.title : words.reviews.title} · ${words.product}`;
  }, [id]);
  return id ? <CasePage key={id} id={id} /> : <ReviewQueue />;
};
