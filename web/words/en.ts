import { enForms } from './en-forms.ts';
import { enOrder } from './en-order.ts';
import { enRules } from './en-rules.ts';
import { enSend } from './en-send.ts';
import { enToday } from './en-today.ts';
import { enViews } from './en-views.ts';
import { many } from './many.ts';

/** Every text of the page that does not come from the service. A translation is another value of this type. */
export const en = {
  locale: 'en-US',
  product: 'Stresspass',
  skip: 'Skip to content',
  loading: 'Loading…',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Retry',
  save: 'Save',
  required: 'Required',
  optional: 'optional',
  source: 'Source',
  nav: {
    label: 'Views',
    today: 'Today',
    ask: 'Ask',
    claims: 'Claims',
    rules: 'Rules',
    reviews: 'Reviews',
    exchange: 'Exchange',
    order: 'Order',
  },
  tenant: {
    label: 'Data',
    names: { sandbox: 'Sandbox', 'sandbox-payer': 'Practice', demo: 'Demo' },
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
  },
  signIn: { title: 'Sign in', says: 'This page needs you to sign in first.', button: 'Sign in' },
  notFound: { title: 'There is no such page', says: 'The address leads nowhere.', button: 'Go to start' },
  notYours: {
    title: 'This view is not part of your role',
    says: 'Whoever manages your accounts can give you another one.',
    button: 'Go to start',
  },
  noViews: { title: 'No view for your role', says: 'The audit trail is read through the API.' },
  states: {
    yes: 'Ready to book',
    act: 'Your move',
    wait: 'Waiting on payer',
    no: 'Do not book',
    ask: 'Ask the plan',
    unchecked: 'Not checked',
    uncheckedSince: (time: string) => `Not checked since ${time}`,
  },
  actions: {
    book: 'Book',
    'file-claim': 'File claim',
    'send-request': 'Send request',
    'withdraw-request': 'Withdraw request',
    'send-documents': 'Send documents',
    'fix-authorization': 'Fix authorization',
    'confirm-coverage': 'Confirm coverage',
    'choose-slot': 'Choose slot',
    'fix-row': 'Correct row',
    'answer-question': 'Answer question',
    review: 'Review',
    'reconsider-test': 'Reconsider test',
    'document-need': 'Document need',
    'order-again': 'Order again',
    appeal: 'Appeal',
    'fix-coding': 'Fix codes',
    'request-retro': 'Request late approval',
    'wait-for-payer': 'Record decision',
    'ask-plan': 'Ask plan',
    'tell-patient': 'Tell patient',
    'tell-payer': 'Tell payer',
    none: 'Open order',
  },
  clock: {
    overdue: (days: number) => `${many(days, 'business day', 'business days')} overdue`,
    today: 'Due today',
    passed: 'Past due',
    left: (days: number) => `${many(days, 'business day', 'business days')} left`,
    due: (day: string) => `Due ${day}`,
  },
  ago: {
    now: 'just now',
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
  },
  keys: {
    title: 'Keys',
    on: 'Use single keys',
    onSays: 'Off in fields. Turn them off if you use speech input.',
    list: {
      move: 'Move down, up',
      open: 'Open order',
      back: 'Back',
      action: 'Next action',
      record: 'Record decision',
      search: 'Search',
      help: 'This help',
    },
    look: 'Appearance',
    looks: { system: 'System', light: 'Light', dark: 'Dark' },
    help: 'Help and keys',
  },
  problem: {
    title: 'That did not work',
    offline: 'The service did not answer.',
    offlineFix: 'Check the connection and try again.',
    unknown: 'Something went wrong.',
  },

  ...enToday,
  ...enOrder,
  ...enForms,
  ...enRules,
  ...enSend,
  ...enViews,
};

export type Words = typeof en;
