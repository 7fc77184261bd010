import { useEffect } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { openSession, problemOf } from '../api.ts';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { OrderPage } from '../pages/order/order-page.tsx';
import { TodayPage } from '../pages/today/today-page.tsx';
import { Toasts, toast } from '../parts/toast.tsx';
import { session, startPage, tenant } from '../state/session.ts';
import { words } from '../words/words.ts';
import { KeyHelp } from './key-help.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { TopBar } from './top-bar.tsx';

const ClaimsPage = lazy(() => import('../pages/claims/claims-page.tsx').then((file) => file.ClaimsPage));
const RulesPage = lazy(() => import('../pages/rules/rules-page.tsx').then((file) => file.RulesPage));
const ExchangePage = lazy(() => import('../pages/exchange/exchange-page.tsx').then((file) => file.ExchangePage));
const AskPage = lazy(() => import('../pages/ask/ask-page.tsx').then((file) => file.AskPage));

/** The root is Today, or where this person's work begins. */
const StartPage = () => {
  const { route } = useLocation();
  const start = startPage.value;
  useEffect(() => {
    if (start) route(start, true);
  }, [start]);
  return start ? null : <TodayPage />;
};

const Views = () => (
  <Router
    onRouteChange={() => document.getElementById('main')?.focus({ preventScroll: true })}
    key={tenant.value ?? ''}
  >
    <Route path="/" component={StartPage} />
    <Route path="/today" component={TodayPage} />
    <Route path="/order" component={OrderPage} />
    <Route path="/ask" component={AskPage} />
    <Route path="/claims" component={ClaimsPage} />
    <Route path="/rules" component={RulesPage} />
    <Route path="/exchange" component={ExchangePage} />
    <Route default component={NotFoundPage} />
  </Router>
);

const Main = () => {
  const current = session.value;
  if (!current) return <p class="muted">{words.loading}</p>;
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
