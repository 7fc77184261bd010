import { useEffect } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { openSession, problemOf } from '../api.ts';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { TodayPage } from '../pages/today/today-page.tsx';
import { Toasts, toast } from '../parts/toast.tsx';
import { session, tenant } from '../state/session.ts';
import { mayView, startPage } from '../state/views.ts';
import { words } from '../words/words.ts';
import { KeyHelp } from './key-help.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { TopBar } from './top-bar.tsx';

const OrderPage = lazy(() => import('../pages/order/order-page.tsx').then((file) => file.OrderPage));
const ClaimsPage = lazy(() => import('../pages/claims/claims-page.tsx').then((file) => file.ClaimsPage));
const RulesPage = lazy(() => import('../pages/rules/rules-page.tsx').then((file) => file.RulesPage));
const ExchangePage = lazy(() => import('../pages/exchange/exchange-page.tsx').then((file) => file.ExchangePage));
const ReviewsPage = lazy(() => import('../pages/reviews/review-queue.tsx').then((file) => file.ReviewQueue));
const CasePage = lazy(() => import('../pages/review/case-page.tsx').then((file) => file.CasePage));
const AskPage = lazy(() => import('../pages/ask/ask-page.tsx').then((file) => file.AskPage));

const PAGES = [
  ['/today', '/today', TodayPage],
  // An order is looked at from Today.
  ['/order', '/today', OrderPage],
  ['/ask', '/ask', AskPage],
  ['/claims', '/claims', ClaimsPage],
  ['/rules', '/rules', RulesPage],
  ['/reviews', '/reviews', ReviewsPage],
  // A case is looked at from Reviews.
  ['/review', '/reviews', CasePage],
  ['/exchange', '/exchange', ExchangePage],
] as const;

const NoPage = () => <NotFoundPage isOurs={(path) => PAGES.some(([ours]) => ours === path)} />;

/** The root is Today, or where this person's work begins. */
const StartPage = () => {
  const { route } = useLocation();
  const start = startPage.value;
  const isElsewhere = start !== undefined && start !== '/today';
  useEffect(() => {
    if (isElsewhere) route(start, true);
  }, [start]);
  if (isElsewhere) return null;
  return start ? <TodayPage /> : <NoPage />;
};

const Views = () => (
  <Router
    onRouteChange={() => document.getElementById('main')?.focus({ preventScroll: true })}
    key={tenant.value ?? ''}
  >
    <Route path="/" component={StartPage} />
    {PAGES.filter(([, view]) => mayView(view)).map(([path, , page]) => (
      <Route key={path} path={path} component={page} />
    ))}
    <Route default component={NoPage} />
  </Router>
);

const Main = () => {
  const current = session.value;
  if (!current)
    return (
      <>
        <h1 class="visually-hidden">{words.product}</h1>
        <p class="muted">{words.loading}</p>
      </>
    );
  return current.mode === 'signed-out' ? <SignInPage to={current.signIn} /> : <Views />;
};

export const App = () => {
  useEffect(() => {
    openSession().catch((error: unknown) => toast(problemOf(error).says));
  }, []);
  return (
    <LocationProvider>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <TopBar />
      <main id="main" class="main" tabIndex={-1}>
        <Main />
      </main>
      <Toasts />
      <KeyHelp />
    </LocationProvider>
  );
};
