export { type Client, createClient } from './create-client.ts';
export type {
  Bookable,
  BookableAnswer,
  Clock,
  EvidenceLevel,
  Named,
  NextAction,
  Owner,
  Reason,
  State,
} from './model/answer.ts';
export type { CheckedClaim, ClaimDraft } from './model/claim.ts';
export type { CheckedSchedule, DayFilters, DayPage, Visit } from './model/day.ts';
export type {
  Alternative,
  Assessment,
  Criterion,
  Determination,
  Finding,
  OpenQuestion,
  PatientShare,
} from './model/determination.ts';
export type {
  AuditEntry,
  AuditSearch,
  Exchange,
  Origin,
  Sandbox,
  Situation,
  SituationMessage,
  SituationScript,
} from './model/exchange.ts';
export type {
  Decision,
  FollowUp,
  HistoryEntry,
  Note,
  Order,
  OrderOptions,
  OrderRecord,
  OrderSearch,
  ServicePlace,
  Slot,
} from './model/order.ts';
export type { Answers, Asking, FactAnswer, Question } from './model/question.ts';
export type {
  EndpointHealth,
  ListedRequest,
  PayerRequest,
  RequestAdditions,
  RequestExchange,
  RequestFinding,
  RequestItemAnswer,
  RequestNeed,
  RequestPage,
  RequestState,
} from './model/request.ts';
export type {
  CaseDocument,
  CaseFact,
  PeerAct,
  PeerOutcome,
  QueueFilters,
  QueuePage,
  ReviewAct,
  ReviewAsked,
  ReviewCase,
  ReviewEvent,
  Reviewer,
  ReviewItem,
  ReviewItemState,
  ReviewProposal,
  ReviewRow,
  ReviewState,
  ReviewWork,
  SecondSignature,
} from './model/review.ts';
export type {
  CoverageEntry,
  CoverageMap,
  CoverageNote,
  Pack,
  PackChange,
  PolicyCriteria,
  PolicyCriterion,
  SimulatedOrder,
  Simulation,
  Step,
} from './model/rules.ts';
export type { Session, SignIn } from './model/session.ts';
export type { ClientOptions, Fetch, FetchAnswer, FetchInit, TokenSource } from './transport/options.ts';
export { type Problem, StresspassError } from './transport/stresspass-error.ts';
