import { words } from '../words/words.ts';

/** Leads to the server that signs people in, and back to this page. */
export const SignInPage = ({ to }: { readonly to: string }) => (
  <div class="empty">
    <h1>{words.signIn.title}</h1>
    <p class="muted">{words.signIn.says}</p>
    <a class="button is-main" href={to} target="_top">
      {words.signIn.button}
    </a>
  </div>
);
