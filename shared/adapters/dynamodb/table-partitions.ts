/**
 * Partitions by what they hold, as patterns of an IAM condition, in which `*` stands for any text. Patterns of what a function may
 * write, never of what it may not: a `*` reaches over a `#`, so that an order called SETTINGS would be refused too.
 */
export const AUDIT_PARTITIONS = 'T#*#AUDIT#*';
const RATE = 'T#*#RATE#*';
/** Every proved call is counted and entered. */
const CALLS = [AUDIT_PARTITIONS, RATE];
const TOKENS = ['T#*#JTI#*'];
const SESSIONS = ['T#*#SESSION#*'];
const KEYED_CALLS = ['T#*#ONCE#*'];
const WAITING = 'INBOXWAIT#*';
const MESSAGES = ['T#*#INBOX#*', WAITING];
const SUBSCRIPTIONS = ['T#*#SUBSCRIPTION#*'];
const DEAD_LETTERS = ['DEADLETTERS'];
const ORDERS = 'T#*#ORDER#*';
const CHANGES = 'INTENT#*';
const WRITE_BACKS = ['WRITEBACK#*'];
/** Requests to payers are in the partition of their order; this is what leads to one, and the hand-over that waits. */
const SUBMISSIONS = ['T#*#REQUESTTRACE#*', 'SUBMIT#*'];
const INQUIRIES = ['INQUIRE#*'];
/** Documents to be read in EHRs for payers that ask for them. */
const DOCUMENT_READS = ['EHRDOCUMENT#*'];
/** What webhooks are told, and the messages that wait. */
const WEBHOOKS = ['T#*#WEBHOOK#*', 'WEBHOOK#*'];
/** How payers' endpoints answered, by whoever exchanges messages with them. */
const CHANNELS = ['T#*#CHANNELS'];
/** Which servers rest; written by whoever calls one. */
const BREAKERS = ['BREAKERS'];
/** What an assessment stores. */
const RECORDS = [
  ...[ORDERS, CHANGES, 'T#*#DAYS', 'T#*#ORDERLIST', 'T#*#TASK#*', 'T#*#ANSWER#*', 'T#*#PLACER#*'],
  'T#*#MEMBERORDER#*',
];
const ENLISTED = ['T#*#ORDERLISTED'];
const NUMBERS = ['T#*#AUTHNO#*'];
/** What was said of an order that is not signed yet, and what became of it. */
const ADVICE = ['T#*#ASSERTION#*', 'T#*#DRAFT#*'];
const FEEDBACK = ['T#*#FEEDBACK#*'];
const SIMULATIONS = ['T#*#RULESIM#*'];
const PACKS = ['T#*#RULEPACKS', 'T#*#RULEPACK#*', ...SIMULATIONS];

/** Prior authorization requests at the payer. */
const REQUEST_HEADS = 'T#*#UMREQUEST#*';
const REQUESTS = [REQUEST_HEADS, 'T#*#UMCLAIM#*', 'T#*#UMMEMBER#*', 'T#*#UMCONTENT#*'];
/** What measures are made of: each call of a client, and each request by its receipt. */
const EXCHANGES = ['T#*#UMEXCHANGE#*', 'T#*#UMRECEIVED#*'];
/** Subscriptions to results, their events, and what is on its way to them. */
const RESULT_SUBSCRIPTIONS = ['T#*#UMSUBS'];
const RESULTS = ['UMRESULT#*'];
const NOTICES = [...RESULT_SUBSCRIPTIONS, 'UMNOTICE#*'];

/** What the scripted reviewer of a sandbox will do. */
const ACTS = ['UMACT#*'];

/**
 * What each function writes; it may not write anything else. None writes who may call or who is insured (tenants, sources,
 * clients, members): only an operator's commands do, with rights of their own. A hook advises, and writes no record.
 */
export const WRITTEN_PARTITIONS = {
  Audit: CALLS,
  Auth: [...CALLS, ...TOKENS, ...SESSIONS],
  FhirApi: [...CALLS, ...KEYED_CALLS, ...RECORDS, ...NUMBERS, ...SUBMISSIONS, ...CHANNELS, ...BREAKERS, ...WEBHOOKS],
  CdsHooks: [...CALLS, ...KEYED_CALLS, ...TOKENS, ...MESSAGES, ...ADVICE, ...FEEDBACK, ...BREAKERS],
  RulePacks: [...CALLS, ...KEYED_CALLS, ...MESSAGES, ...PACKS],
  Pas: [...CALLS, ...KEYED_CALLS, ...REQUESTS, ...EXCHANGES, ...ACTS, ...RESULTS, ...NOTICES],
  OrderReceiver: MESSAGES,
  OrderNotifier: [...CALLS, ...KEYED_CALLS, ...MESSAGES, ...SUBSCRIPTIONS, ...CHANNELS, ...BREAKERS],
  OrderConsumer: [
    AUDIT_PARTITIONS,
    ...MESSAGES,
    ...SIMULATIONS,
    ...DEAD_LETTERS,
    ...RECORDS,
    ...NUMBERS,
    ...ADVICE,
    ...WRITE_BACKS,
    ...SUBMISSIONS,
    ...INQUIRIES,
    ...DOCUMENT_READS,
    ...WEBHOOKS,
    ...CHANNELS,
    ...BREAKERS,
  ],
  IntentRelay: [
    AUDIT_PARTITIONS,
    ...CHANNELS,
    ...BREAKERS,
    ...RECORDS,
    ...NUMBERS,
    ...SUBMISSIONS,
    ...INQUIRIES,
    ...DOCUMENT_READS,
    ...WEBHOOKS,
    ...WRITE_BACKS,
    REQUEST_HEADS,
    ...ACTS,
    ...RESULTS,
    ...NOTICES,
    'T#*#UMSUBEVENT#*',
    ...DEAD_LETTERS,
  ],
  DeadlineSweep: [AUDIT_PARTITIONS, ...RECORDS, ...ENLISTED, ...BREAKERS, WAITING],
  RulesSweep: [AUDIT_PARTITIONS, ...RECORDS],
  SealAudit: ['SEALED#*'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type WritingFunction = keyof typeof WRITTEN_PARTITIONS;
