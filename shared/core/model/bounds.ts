/**
 * Bounds on what one call may ask for, named where it is refused; docs/security.md and the CapabilityStatement say the
 * same. None is below what standards allow: an institutional claim has up to 999 service lines (X12 837I), a
 * professional one 50.
 */
export const BOUNDS = {
  /** Bytes of a body; the gateway in front allows ten times as much. */
  bodyBytes: 1_000_000,
  /** Bytes of a body that may carry documents (prior authorization requests): as text a Lambda may be sent 6 MB. */
  documentBodyBytes: 4_000_000,
  /** Bytes of an answer to a prior authorization request or inquiry. */
  reviewAnswerBytes: 5_000_000,
  /** Resources of a prior authorization request. */
  requestEntries: 2_000,
  /** Problems of a message that are told; how many more there are is said. */
  problemsTold: 100,
  /** Requests an inquiry is answered with: a member has a few of one requester. */
  inquiryMatches: 20,
  /** Requests of one member looked through for an inquiry. */
  inquiryRows: 200,
  /** Changes of one prior authorization request: updates, cancellations, acts of reviewers. */
  requestChanges: 100,
  /** Documents of one call of `$submit-attachment`. */
  attachments: 50,
  /** Requests one report of a payer's measures counts. */
  countedRequests: 5_000,
  /** Days of a period of measures: a leap year. */
  measuredDays: 366,
  /** Subscriptions of one client to results of prior authorization requests. */
  subscriptions: 20,
  /** Senders a subscription filters by, and filters. */
  subscriptionFilters: 50,
  /** Events of one notification of an EHR's or a payer's subscription: each becomes a message. */
  notifiedEvents: 100,
  /** Characters its events tell of together, where resources accompany several of them. */
  notifiedBytes: 2_000_000,
  /** Characters of a text of an operation: a number, a name, a reason, a note. */
  textCharacters: 2_000,
  /** Events a call of `$events` is answered with. */
  subscriptionEvents: 20,
  /** Bytes of an answer: a Lambda response may be 6 MB in total, and a longer one is lost. */
  answerBytes: 5_900_000,
  /** Service lines of a message. */
  lines: 999,
  /** Orders of a message: each becomes a record. */
  orders: 100,
  /** Orders listed on the days asked for: every one is judged before the list can be sorted. */
  listedOrders: 5_000,
  /** Days of a list. */
  listedDays: 31,
  /** Diagnoses of a claim: X12 837I has 41 at most. */
  diagnoses: 100,
  /** Codings of those diagnoses together: a code, and its translations. */
  diagnosisCodings: 400,
  /** Codings of one concept: a code, and its translations. */
  codings: 50,
  /** References an answer names for one fact: criterion and line repeat them. */
  sources: 50,
  /** Care team, supporting information and authorization numbers of a claim, each: one for every line, and one more. */
  claimList: 1_000,
  /** Coverages of a message; a person has a few. */
  coverages: 50,
  /** Lines of a message times its coverages: every line is answered for each. */
  answers: 1_000,
  /** Identifiers of an order: each is a way to find it by. */
  identifiers: 100,
  /** Characters of a name (of a payer, a plan, a county): more is not read, and counts as not understood. */
  nameCharacters: 1_000,
  /** Resources a call only references, each a read on the EHR; what is beyond stays unknown, and is said to be. */
  namedReads: 20,
  /** Payers, places and visits behind its orders and coverages, likewise. */
  nearReads: 20,
  /** Bytes read of a chart while a clinician waits: half for what the answer needs, half for evidence. */
  chartBytes: 10_000_000,
  /** Milliseconds from its arrival in which a hook is answered, whatever hangs. */
  hookMs: 4_000,
} as const;
