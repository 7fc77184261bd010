import { words } from '../words/words.ts';

export const NotFoundPage = () => (
  <div class="empty">
    <h1>{words.notFound.title}</h1>
    <p class="muted">{words.notFound.says}</p>
    <a class="button" href="/today">
      {words.notFound.button}
    </a>
  </div>
);
