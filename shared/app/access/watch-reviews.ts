import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { ReviewStore } from '../ports/reviews.ts';

interface WatchedReviews {
  readonly reviews: ReviewStore;
  /** Patients of all requests read by name or written so far. */
  patients(): readonly string[];
}

/**
 * Wraps the store of prior authorization requests as `watchAccess` does that of records: a call that fails after it wrote is in the trail
 * with its patient too. What is looked through for an inquiry is noted when it is told.
 */
export const watchReviews = (store: ReviewStore): WatchedReviews => {
  const patients = new Set<string>();
  const note = (request: ReviewRequest | undefined): void => {
    const reference = request?.about?.reference;
    if (reference !== undefined) patients.add(reference);
  };
  return {
    patients: () => [...patients],
    reviews: {
      ...store,
      get: async (...asked) => {
        const request = await store.get(...asked);
        note(request);
        return request;
      },
      heads: async (...asked) => {
        const requests = await store.heads(...asked);
        requests.forEach(note);
        return requests;
      },
      commit: (request) => {
        note(request);
        return store.commit(request);
      },
    },
  };
};
